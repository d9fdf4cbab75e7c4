"""The bare Django view (对照的裸视图): one query and a template, one posted number, one hello; no
session, no login, no permission, no log. The database and its settings are the site's own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

from huanjie.office.database import database

ROWS: Final = 20
PAGE: Final = """<!doctype html><html lang="zh-CN"><title>计票</title><table>
{% for row in rows %}<tr><td>{{ row.place }}<td>{{ row.name }}<td>{{ row.number }}</tr>
{% endfor %}</table></html>"""

if not settings.configured:
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DATABASES={
            "default": database(
                Path(os.environ.get("HUANJIE_DATA", ".")), os.environ.get("HUANJIE_DATABASE", "")
            )
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        MIDDLEWARE=[],
        USE_TZ=True,
    )
    django.setup()


class Row(models.Model):
    """A row of the page."""

    place = models.PositiveIntegerField(db_index=True)
    name = models.CharField(max_length=60)
    number = models.PositiveIntegerField()

    class Meta:
        app_label = "bench"
        db_table = "bench_row"


class Count(models.Model):
    """A posted count."""

    place = models.PositiveIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        app_label = "bench"
        db_table = "bench_count"


_template = engines["django"].from_string(PAGE)


def page(request: HttpRequest, place: int) -> HttpResponse:
    """One query, one template."""
    rows = Row._default_manager.filter(place=place).order_by("number")
    return HttpResponse(_template.render({"rows": rows}, request))


def post(request: HttpRequest, place: int) -> HttpResponse:
    """One row for a posted number."""
    Count._default_manager.create(place=place, number=int(request.POST["number"]))
    return HttpResponseRedirect(f"/page/{place}/")


def hello(request: HttpRequest) -> HttpResponse:
    """Nothing but Django."""
    return HttpResponse("你好")


urlpatterns = [
    path("page/<int:place>/", page),
    path("post/<int:place>/", post),
    path("hello/", hello),
]


def make(places: int) -> None:
    """The tables, and the rows of so many pages."""
    with connection.schema_editor() as schema:
        schema.create_model(Row)
        schema.create_model(Count)
    Row._default_manager.bulk_create(
        Row(place=place, name=f"第{number}号候选人", number=number)
        for place in range(places)
        for number in range(ROWS)
    )


application = get_wsgi_application() if "make" not in sys.argv and "count" not in sys.argv else None

if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]))
    else:
        print(Count._default_manager.count())
