"""Pages of appraisals and pledges (考察和承诺书的页面), and the posted list of who signed."""

from __future__ import annotations

from django.urls import reverse
from tests.office.conftest import Cast, on
from tests.office.notices.conftest import POSTED
from tests.office.notices.test_pages import at, words

from huanjie.office.notices.models import Appraisal, Pledge
from huanjie.office.planning.models import Election


def test_appraisals_and_pledges_are_entered_on_their_pages(cast: Cast, slate: Election) -> None:
    clerk = at(cast.clerk)
    told = {"person": "p1", "from_on": POSTED, "to_on": POSTED, "present": 9, "organ": "镇党委"}
    with on(POSTED):
        page = reverse("appraisals", args=[slate.pk])
        assert clerk.post(page, {**told, "fails": "passes", "key": "a"}).status_code == 302
        assert "镇党委" in clerk.get(page).text
        assert (
            clerk.post(page, {**told, "fails": "passes", "present": 0, "key": "b"}).status_code
            == 422
        )
        unsaid = clerk.post(page, {**told, "fails": "", "key": "x"})
        assert unsaid.status_code == 422, "what was found is chosen, not left as it stood"
        page = reverse("pledges", args=[slate.pk])
        beside = clerk.get(page, {"kind": "candidate", "number": "2"}).text
        assert 'value="2"' in beside, "whoever has not signed is one press away"
        said = {"kind": "candidate", "number": 1, "signed_on": POSTED}
        assert clerk.post(page, {**said, "key": "c"}).status_code == 302
        assert "应签 7 人，还缺 6 人" in clerk.get(page).text
        assert clerk.post(page, {**said, "number": 8, "key": "d"}).status_code == 422
        strike = reverse("pledge-strike", args=[slate.pk])
        gone = {"kind": "candidate", "number": 1, "key": "e"}
        assert clerk.post(strike, gone).status_code == 302
        raw = clerk.get(reverse("pledge-file", args=[slate.pk, "candidate"])).content
        assert clerk.get(reverse("pledge-file", args=[slate.pk, "king"])).status_code == 404
    assert (Appraisal.objects.get().present, Appraisal.objects.get().fails) == (9, "")
    assert not Pledge.objects.exists()
    assert "候选人承诺书" in words(raw)
    assert "贿赂" in words(raw)


def test_whoever_is_not_on_the_roll_is_entered_by_name_and_posted(
    cast: Cast, slate: Election
) -> None:
    clerk, page = at(cast.clerk), reverse("pledges", args=[slate.pk])
    with on(POSTED):
        assert '<option value="candidate" selected>' in clerk.get(page).text
        assert clerk.post(page, {"kind": "staff", "key": "a"}).status_code == 422
        both = {"kind": "staff", "number": 8, "name": "雷无性", "key": "b"}
        assert clerk.post(page, both).status_code == 422
        assert clerk.post(page, {"kind": "staff", "name": "吴镇办", "key": "c"}).status_code == 302
        row = Pledge.objects.get().pk
        assert f"row={row}#register" in clerk.get(page).text
        beside = clerk.get(f"{page}?kind=staff&row={row}").text
        assert 'value="吴镇办"' in beside
        signed = {"kind": "staff", "name": "吴镇办", "signed_on": POSTED, "key": "d"}
        assert clerk.post(page, signed).status_code == 302
        list_ = words(clerk.get(reverse("pledges-file", args=[slate.pk])).content)
        pdf = clerk.get(reverse("pledges-pdf", args=[slate.pk]))
        strike = reverse("pledge-strike", args=[slate.pk])
        gone = {"kind": "staff", "row": row, "key": "e"}
        assert clerk.post(strike, gone).status_code == 302
    for part in ("承诺书签署情况", "选举工作人员", "吴镇办", "2026年6月1日", "还没有签"):
        assert part in list_, part
    assert pdf["Content-Type"] == "application/pdf"
    assert not Pledge.objects.exists()


def test_before_the_roll_is_published_the_page_of_pledges_takes_a_name(
    cast: Cast, election: Election
) -> None:
    clerk, page = at(cast.clerk), reverse("pledges", args=[election.pk])
    with on(POSTED):
        assert page in clerk.get(reverse("candidates", args=[election.pk])).text
        assert '<option value="staff" selected>' in clerk.get(page).text
        said = {"kind": "committee", "name": "蓝主任", "signed_on": POSTED, "key": "a"}
        assert clerk.post(page, said).status_code == 302
        assert "应签 1 人，都签了" in clerk.get(page).text
