"""Pages of the public notice (公示页): whom it names and until when, posting it, and its paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.publicnotice import by_convention, shortest
from huanjie.office import clock
from huanjie.office.candidacy.departing import is_short
from huanjie.office.candidacy.obstacles import Obstacle, unsettled_findings
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import margins
from huanjie.office.command import ActingUser
from huanjie.office.confirming import Check, CheckLine, check_deed, filled_in, is_confirmed, tried
from huanjie.office.notices.forms import PostForm
from huanjie.office.notices.hung import draft, hung
from huanjie.office.notices.listing import hanging, shown
from huanjie.office.notices.models import Notice
from huanjie.office.notices.period import end_by_law, last_notice
from huanjie.office.notices.posting import Posting, post_notice
from huanjie.office.notices.shortness import too_short
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.planning.openness import is_open_to
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.tags import day
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in
from huanjie.paper.notice_papers import Hung, notice_paper
from huanjie.paper.word import Document


@require_safe
def notices_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The notice that hangs now or hung last, and, for whoever may see findings, the objections."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    notice = last_notice(election)
    may_see = allowed(signed_in(request), Action.SEE_FINDINGS, election)
    page = {
        "election": election,
        "own": hanging(notice) if notice else None,
        "earlier": Notice.objects.filter(election=election, number__lt=notice.number)
        if notice
        else (),
        "may_see": may_see,
        "rows": shown(election) if may_see else (),
        "margins": margins(slate_of(election)) if is_short(election) else (),
        "may_post": is_open_to(request, election, Action.POST_NOTICE),
        "may_raise": is_open_to(request, election, Action.RAISE_NOMINEE_OBJECTION),
    }
    return render(request, "notices/notices.html", page)


@require_http_methods(["GET", "POST"])
def post_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Show whom the notice will name and for how long, check it once more, then enter that it was
    posted; a draft of its paper before.
    """
    election = election_to(request, pk, Action.POST_NOTICE)
    form = PostForm(election, request.POST or None)
    if "draft" in request.POST:
        kind: Form = "pdf" if request.POST["draft"] == "pdf" else "docx"
        if form.is_valid() and (answer := _draft_file(election, form, kind)):
            return answer
    elif is_sent(request) and form.is_valid():
        acting = acting_user(request)
        if not is_confirmed(request):
            if told := tried(form, election, lambda: _posted(acting, election, form.posting)):
                return _check(request, election, form, told)
        elif attempt(form, lambda: _posted(acting, election, form.posting)):
            messages.success(request, _("公示已经登记。请打印公示，盖章张贴。"))
            return redirect("public-notice", pk)
    pack = law_of(election).pack
    page = {
        "election": election,
        "form": form,
        "slate": slate_of(election),
        "shortest": shortest(pack) or by_convention(pack),
        "too_short": too_short(election, clock.today()),
        "end_by_law": end_by_law(election),
        "is_open": is_open_to(request, election, Action.POST_NOTICE),
        "unsettled": _unsettled(request, election),
        "seen": election.version,
    }
    return render(request, "notices/post.html", page, status=422 if form.errors else 200)


def _posted(acting: ActingUser, election: Election, posting: Posting) -> Hung:
    number = post_notice(acting_user=acting, election=election, posting=posting)
    return hung(_notice(election, number))


def _check(request: HttpRequest, election: Election, form: PostForm, told: Hung) -> HttpResponse:
    """Whom it would name and until when (核对公示): no deed takes a posted notice back."""
    short, unsettled = too_short(election, told.posted_on), _unsettled(request, election)
    check = Check(
        heading=_("登记并生成公示"),
        about=(
            *filled_in(form),
            CheckLine(
                label=_("公示的最后一天"),
                text=_("%(day)s 24 时") % {"day": day(told.last_day)},
                grounds=told.grounds,
            ),
            *(
                CheckLine(label=post, text="、".join(name for name, *_more in people))
                for post, people in told.posts
                if people
            ),
        ),
        warnings=(
            *((short.whole,) if short else ()),
            *("".join(f"{x}。" for x in (o.says, o.remedy) if x) for o in unsettled),
        ),
        follows=(
            _("这些人都写在公示上，登记以后名单不再变动。"),
            _("从张贴到最后一天 24 时受理对人选的异议。"),
            _("公示没有期满、异议没有决定以前，不能公布候选人，不能发出选票。"),
        ),
        undo=_("不能撤销，不能改。登记错了的，等这次期满，再张贴一次。"),
        back=reverse("public-notice", args=[election.pk]),
    )
    return check_deed(request, election, form, check)


def _unsettled(request: HttpRequest, election: Election) -> tuple[Obstacle, ...]:
    """Whoever would be named before it is settled that they may stand (资格还没有审查清楚): no law
    forbids it, but a posted name is not taken back.
    """
    if election.stage != Stage.ROLL_PUBLISHED:
        return ()
    may_see = allowed(signed_in(request), Action.SEE_FINDINGS, election)
    return unsettled_findings(election, today=clock.today(), named=may_see)


@require_safe
def sheet_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The notice as it is posted, to be printed, sealed and posted."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    page = {"election": election, "number": number, "paper": _paper_of(election, number)}
    return render(request, "notices/sheet.html", page)


@require_safe
@never_cache
def sheet_file(request: HttpRequest, pk: str, number: int, form: Form = "docx") -> HttpResponse:
    """The notice as a Word file or a PDF."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    paper = _paper_of(election, number)
    return paper_file(election, paper, name=f"public-notice-{number}", form=form)


def _paper_of(election: Election, number: int) -> Document:
    """One text of the notice, for the page and for both files."""
    notice = _notice(election, number)
    with override("zh-hans"):
        return notice_paper(occasion_of(election), hung(notice))


def _draft_file(election: Election, form: PostForm, kind: Form) -> HttpResponse | None:
    """The paper before it is entered (拟稿), as a file; None where the form has faults."""
    with override("zh-hans"):
        told = attempt(form, lambda: draft(election, form.posting))
        if told is None:
            return None
        paper = notice_paper(occasion_of(election), told, is_draft=True)
    return paper_file(election, paper, name="public-notice-draft", form=kind)


def _notice(election: Election, number: int) -> Notice:
    found = Notice.objects.filter(election=election, number=number).first()
    if found is None:
        raise Http404(_("没有这次公示。"))
    return found
