"""The interface for machines (接口): one router an app, all behind the same door as the pages."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI, Router
from ninja.operation import Operation

from huanjie import __version__
from huanjie.domain.permission import Action
from huanjie.office import problems, refusals
from huanjie.office.candidacy.api import router as candidacy
from huanjie.office.candidacy.appeal_api import router as finding_appeals
from huanjie.office.candidacy.departure_api import router as departures
from huanjie.office.candidacy.finding_api import router as findings
from huanjie.office.candidacy.offroll_api import router as off_roll
from huanjie.office.candidacy.preselection_api import router as preselection
from huanjie.office.candidacy.relatives_api import router as relatives
from huanjie.office.closing.api import router as closing
from huanjie.office.electors.api import router as chosen
from huanjie.office.electors.many_api import router as many_electors
from huanjie.office.electors.meetingnotice_api import router as meeting_notices
from huanjie.office.electors.proxy_api import router as proxies
from huanjie.office.endpoint import ChineseJson
from huanjie.office.filings.api import router as filings
from huanjie.office.law.api import router as law
from huanjie.office.notices.api import router as notices
from huanjie.office.notices.keeping_api import router as keeping
from huanjie.office.overview.api import router as overview
from huanjie.office.planning.api import router as planning
from huanjie.office.planning.offsite_api import router as offsite
from huanjie.office.polling.api import router as polling
from huanjie.office.polling.next_api import router as next_votes
from huanjie.office.polling.sheet_api import router as sheets
from huanjie.office.polling.stock_api import router as stock
from huanjie.office.rates import TokenRate
from huanjie.office.review.api import router as review
from huanjie.office.roll.api import router as roll
from huanjie.office.roll.appeal_api import router as roll_appeals
from huanjie.office.roll.change_api import router as roll_changes
from huanjie.office.roll.objection_api import router as objections
from huanjie.office.roll.transfer_api import router as transfers
from huanjie.office.roll.upload_api import router as uploads
from huanjie.office.scanning.api import router as scans
from huanjie.office.tokens.api import router as tokens
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.units.api import router as units
from huanjie.office.wellformed import StrictParser, only_what_is_asked

DESCRIPTION: Final = (
    "换届的接口：和网页同一些办理、同一张权限表、同一本日志。令牌在网站的“接口令牌”页制作。"
)
_descriptions: Final[dict[str, Any]] = {}
_ALWAYS: Final = (problems.BAD_REQUEST, problems.REFUSED, problems.TOO_OFTEN)
_BEHIND_TOKEN: Final = (problems.NO_TOKEN, problems.FORBIDDEN)
_OF_BODIES: Final = (problems.TOO_LARGE, problems.BAD_KIND)


class Interface(NinjaAPI):
    """接口, with every refusal in its description."""

    def get_operation_url_name(self, operation: Operation, router: Router) -> str:
        """An address is called after its operation, and never like a page."""
        return f"api-{operation.view_func.__name__.replace('_', '-')}"

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """An operation is called by its own name."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **named: Any) -> Any:
        """The description (OpenAPI 3.1), made once: it is the same for whoever asks. A copy, for a
        reader may change it.
        """
        key = repr(named)
        if key not in _descriptions:
            _descriptions[key] = self._described(super().get_openapi_schema(**named))
        return deepcopy(_descriptions[key])

    def _described(self, schema: Any) -> Any:
        """With the problems that each operation may answer, and what it asks of a token."""
        model = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"] |= model.pop("$defs") | {"Problem": model}
        actions = self.actions()
        for address in schema["paths"].values():
            for operation in address.values():
                _add_problems(operation)
                if action := actions.get(operation["operationId"]):
                    operation["x-scope"] = action.value
        return schema

    def actions(self) -> dict[str, Action]:
        """What each operation asks of a token, by its name; an open one is not there."""
        return {
            operation.view_func.__name__: callback.action
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
            for callback in operation.auth_callbacks
            if isinstance(callback, Bearer)
        }


def _add_problems(operation: dict[str, Any]) -> None:
    statuses = [*_ALWAYS, problems.NOT_THERE, problems.CONFLICT]
    statuses += _BEHIND_TOKEN if "security" in operation else ()
    statuses += _OF_BODIES if "requestBody" in operation else ()
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status in sorted(statuses):
        operation["responses"][status] = {
            "description": problems.TITLES[status],
            "content": {problems.CONTENT_TYPE: reference},
        }


api = Interface(
    title="换届",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
    renderer=ChineseJson(),
    throttle=[TokenRate()],
)
api.add_decorator(only_what_is_asked, mode="view")
refusals.install(api)
api.add_router("", tokens)
api.add_router("/law", law)
api.add_router("/units", units)
_OF_ROLLS: Final = (roll, uploads, objections, roll_appeals, roll_changes, transfers)
_OF_ELECTORS: Final = (chosen, proxies, many_electors, meeting_notices)
_OF_REVIEWS: Final = (findings, finding_appeals, review)
_OF_STANDING: Final = (candidacy, off_roll, relatives, preselection, departures)
_OF_CANDIDATES: Final = (*_OF_STANDING, notices, keeping, filings)
_OF_PEOPLE: Final = (*_OF_ROLLS, *_OF_ELECTORS, *_OF_CANDIDATES, *_OF_REVIEWS)
_OF_ELECTIONS: Final = (planning, offsite, *_OF_PEOPLE, polling)
_OF_VOTES: Final = (stock, sheets, scans)
for each in (*_OF_ELECTIONS, *_OF_VOTES, next_votes, closing, overview):
    api.add_router("", each)


def urls() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses: none asks for signing in, each operation for its token."""
    patterns, app_name, namespace = api.urls
    for each in patterns:
        if isinstance(each, URLPattern):
            each.callback = login_not_required(each.callback)
    return patterns, app_name, namespace
