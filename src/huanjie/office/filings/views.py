"""Pages of filings (请示和备案): what has to be sent, sending it, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.filing import DEED_NAMES, Content, Deed
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.confirming import Check, CheckLine, check_deed, filled_in, is_confirmed, tried
from huanjie.office.filings.content import letter_of, reply_of
from huanjie.office.filings.forms import AnswerForm, SendForm
from huanjie.office.filings.matters import Open, matter_of, matters
from huanjie.office.filings.members import members_of, written
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.paperfile import paper_file
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, shown_version, signed_in
from huanjie.paper.filing import letter_document, reply_document


@require_safe
def list_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every matter with its last day, where it stands, and what may be done."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    user = signed_in(request)
    page = {
        "election": election,
        "matters": matters(election),
        "may_send": allowed(user, Action.SEND_FILING, election),
        "may_answer": allowed(user, Action.ANSWER_FILING, election),
    }
    return render(request, "filings/filings.html", page)


@require_http_methods(["GET", "POST"])
def send_page(request: HttpRequest, pk: str, event: str) -> HttpResponse:
    """Look at the document, then send it."""
    election = election_to(request, pk, Action.SEND_FILING)
    open_ = matter_of(election, event)
    start = {"on": clock.today(), "organ": open_.filing.to if open_.filing else ""}
    start["members"] = written(members_of(open_.sent))
    form = SendForm(open_.matter.content, request.POST or None, initial=start)
    if is_sent(request) and form.is_valid():
        acting, said = acting_user(request), form.said
        done = attempt(
            form, lambda: send(acting_user=acting, election=election, event=event, said=said)
        )
        if done:
            messages.success(request, _("已经报送，等上级答复。"))
            return redirect("filings", pk)
    return _page(request, "filings/send.html", election, open_, form, anew=True)


@require_http_methods(["GET", "POST"])
def withdraw_page(request: HttpRequest, pk: str, event: str) -> HttpResponse:
    """Ask, then take a document back before it is answered."""
    election = election_to(request, pk, Action.SEND_FILING)
    open_ = matter_of(election, event)
    if request.method == "POST" and "confirm" in request.POST:
        said = Said(deed=Deed.WITHDRAW, on=clock.today())
        send(acting_user=acting_user(request), election=election, event=event, said=said)
        messages.success(request, _withdrawn(open_))
        return redirect("filings", pk)
    if not open_.can_withdraw:
        return redirect("filings", pk)
    page = {"election": election, "open": open_, "seen": election.version}
    return render(request, "filings/withdraw.html", page)


def _withdrawn(open_: Open) -> str:
    if not open_.stands:
        return _("已经撤回，改好以后可以重新报送。")
    stands = {"state": _(open_.withdrawn_name)}
    return _("已经撤回，以前报送的那一份仍然是“%(state)s”。") % stands


@require_http_methods(["GET", "POST"])
def answer_page(request: HttpRequest, pk: str, event: str) -> HttpResponse:
    """Look at the document, say the answer, look at it once more, then give it."""
    election = election_to(request, pk, Action.ANSWER_FILING)
    open_ = matter_of(election, event)
    start = {"on": clock.today(), "organ": open_.filing.to if open_.filing else ""}
    form = AnswerForm(open_.answers, request.POST or None, initial=start)
    if is_sent(request) and form.is_valid():
        acting, said = acting_user(request), form.said

        def give() -> str:
            return answer(acting_user=acting, election=election, event=event, said=said)

        if not is_confirmed(request):
            if tried(form, election, give):
                return _check(request, election, open_, form)
        elif attempt(form, give):
            messages.success(
                request, _("已经登记：%(deed)s。") % {"deed": _(DEED_NAMES[said.deed])}
            )
            return redirect("filings", pk)
    if not open_.answers:
        return redirect("filings", pk)
    return _page(request, "filings/answer.html", election, open_, form)


_FOLLOWS: Final[Mapping[Deed, str]] = {
    Deed.APPROVE: noop("报送的单位看到批复同意，照办；批复可以下载成 Word 盖章。"),
    Deed.REFUSE: noop("报送的单位看到批复不同意，可以改好以后重新报送；批复可以下载成 Word 盖章。"),
    Deed.RETURN: noop("报送的单位看到要补正什么，补正以后重新报送。"),
    Deed.RECEIVE: noop("这一项办结，报送的单位不用再报。"),
}
"""What an answer leads to (答复以后)."""


_COMMITTEE_ON_FILE: Final = noop("这一项办结；成员以后有变动的，报送的单位重新报送。")


def _follows(open_: Open, deed: Deed) -> str:
    if deed is Deed.RECEIVE and open_.matter.content is Content.COMMITTEE:
        return _(_COMMITTEE_ON_FILE)
    return _(_FOLLOWS[deed])


def _check(request: HttpRequest, election: Election, open_: Open, form: AnswerForm) -> HttpResponse:
    letter = letter_of(election, open_)
    people = "、".join(each.name for each in letter.people)
    check = Check(
        heading=_("登记答复"),
        about=(
            CheckLine(label=_("文书"), text=letter.title),
            *([CheckLine(label=_("名单"), text=people)] if people else []),
            *filled_in(form),
        ),
        follows=(_follows(open_, form.said.deed),),
        undo=_("答复以后写进记录，不能再改。"),
        back=reverse("filings", args=[election.pk]),
    )
    return check_deed(request, election, form, check)


def _page(
    request: HttpRequest,
    template: str,
    election: Election,
    open_: Open,
    form: SendForm | AnswerForm,
    *,
    anew: bool = False,
) -> HttpResponse:
    page = {
        "election": election,
        "open": open_,
        "letter": letter_of(election, open_, anew=anew),
        "form": form,
        "seen": shown_version(request, election),
    }
    return render(request, template, page, status=422 if form.errors else 200)


@require_safe
def letter_file(request: HttpRequest, pk: str, event: str) -> HttpResponse:
    """The document as a Word file."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    open_ = matter_of(election, event)
    if not open_.can_say:
        raise BadInput("这份文书要写的内容还没有", remedy="等到可以报送的时候再下载")
    return paper_file(election, letter_document(letter_of(election, open_)), name=event)


@require_safe
def reply_file(request: HttpRequest, pk: str, event: str) -> HttpResponse:
    """The answer to a request as a Word file; refused before there is one."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    open_ = matter_of(election, event)
    turn = open_.reply
    if turn is None:
        raise BadInput("上级还没有批复这一份", remedy="等上级批复以后再下载")
    paper = reply_document(reply_of(election, open_, turn))
    return paper_file(election, paper, name=f"{event}-reply")
