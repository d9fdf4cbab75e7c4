"""The WSGI application (网站的服务入口)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")
application = get_wsgi_application()
