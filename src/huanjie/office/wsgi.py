"""The WSGI application (网站的服务入口)."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from huanjie.office import environment
from huanjie.office.publiccache import PublicCache

environment.prepare()
_pages = get_wsgi_application()
# A demo jumps from day to day: there nothing holds even for seconds.
application = _pages if settings.HUANJIE_DEMO else PublicCache(_pages)
