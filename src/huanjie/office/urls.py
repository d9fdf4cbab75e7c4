"""Every address of the site (网址)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from huanjie.office import api
from huanjie.office.apidocs import docs_page
from huanjie.office.demo.day import jump
from huanjie.office.demo.sample import sample_roll
from huanjie.office.health import health, ready
from huanjie.office.machinedoor import BELOW

urlpatterns = [
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("language/", login_not_required(csrf_exempt(set_language)), name="language"),
    path(BELOW.lstrip("/"), api.urls()),
    path("api/", docs_page, name="api-docs"),
    path("demo/day/", jump, name="demo-day"),
    path("demo/<slug:kind>.csv", sample_roll, name="demo-roll"),
    path("", include("huanjie.office.people.urls")),
    path("", include("huanjie.office.units.urls")),
    path("", include("huanjie.office.security.urls")),
    path("", include("huanjie.office.countylog.urls")),
    path("", include("huanjie.office.tokens.urls")),
    path("", include("huanjie.office.law.urls")),
    path("", include("huanjie.office.incumbents.urls")),
    path("", include("huanjie.office.planning.urls")),
    path("", include("huanjie.office.accounts.urls")),
    path("", include("huanjie.office.roll.urls")),
    path("", include("huanjie.office.electors.urls")),
    path("", include("huanjie.office.candidacy.urls")),
    path("", include("huanjie.office.review.urls")),
    path("", include("huanjie.office.notices.urls")),
    path("", include("huanjie.office.polling.urls")),
    path("", include("huanjie.office.scanning.urls")),
    path("", include("huanjie.office.closing.urls")),
    path("", include("huanjie.office.filings.urls")),
    path("", include("huanjie.office.keeping.urls")),
    path("", include("huanjie.office.overview.urls")),
]
