"""Many accounts at once (成批开账号): one administrator makes them from a file, another gives the
roles; every sheet is shown once, and nothing is made where one row is wrong.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.office.accounts.conftest import Keepers
from tests.office.conftest import Cast, act

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.accounts.codes import ALPHABET
from huanjie.office.accounts.incoming import MOST_AT_ONCE, check_file
from huanjie.office.accounts.many import give_asked_roles
from huanjie.office.accounts.models import AskedRole
from huanjie.office.accounts.names import made_from
from huanjie.office.accounts.reach import seat_of
from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User
from huanjie.office.security.models import SecurityEvent
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
Enter = Callable[[str, str], Client]
HEAD = "姓名,单位,角色,账号"
TWO = ("蓝新,三联村,选举工作人员,lanxin", "钟新,330329100258,选举主持人,")


def sent(client: Client, *rows: str, place: str = "330329000000") -> Any:
    """The file as somebody uploads it."""
    raw = "\n".join((HEAD, *rows)).encode()
    form = {"key": uuid.uuid4().hex, "place": place}
    return client.post("/accounts/import/", {**form, "file": SimpleUploadedFile("账号.csv", raw)})


def hidden(page: Any) -> dict[str, str]:
    """The fields that the check page carries on."""
    own = page.content.decode().partition("<main")[2]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', own))


def confirmed(client: Client, page: Any) -> Any:
    return client.post("/accounts/import/", {**hidden(page), "confirm": "1"})


def sheets(page: Any) -> list[tuple[str, str]]:
    """Accounts with their start passwords, as the sheets show them."""
    text = page.content.decode()
    names = re.findall(r"<dd><code>([^<]+)</code></dd>", text)
    return list(zip(names, re.findall(r'class="code">([A-Z0-9-]{14})<', text), strict=True))


# Making them


def test_a_file_is_shown_before_anything_is_made(keepers: Keepers, browse: Browse) -> None:
    before = Deed.objects.count()
    page = sent(browse(keepers.system), *TWO)
    text = page.content.decode()
    assert page.status_code == 200
    assert all(
        word in text for word in ("lanxin", "zhongxin", "用姓名编的", "溪坪村", "选举主持人")
    )
    assert (User.objects.filter(name="蓝新").count(), Deed.objects.count()) == (0, before)


def test_every_sheet_lets_its_owner_in_to_choose_a_password(
    keepers: Keepers, browse: Browse, enter: Enter, village: Unit
) -> None:
    client = browse(keepers.system)
    made = sheets(confirmed(client, sent(client, *TWO)))
    assert [name for name, _word in made] == ["lanxin", "zhongxin"]
    assert len({word for _name, word in made}) == 2
    for name, word in made:
        assert set(word) <= {*ALPHABET, "-"}
        assert enter(name, word).get("/")["Location"] == "/account/password/"
    user = User.objects.get(username="lanxin")
    assert (user.has_start_password, seat_of(user)) == (True, village)
    assert not user.assignments.exists()


def test_the_same_form_sent_twice_shows_the_same_sheets_and_makes_nothing_more(
    keepers: Keepers, browse: Browse
) -> None:
    client = browse(keepers.system)
    page = sent(client, *TWO)
    first, second = (sheets(confirmed(client, page)) for _ in range(2))
    assert first == second
    assert User.objects.filter(name__in=("蓝新", "钟新")).count() == 2


def test_a_start_password_is_hashed_anew_as_soon_as_it_is_used(
    keepers: Keepers, browse: Browse, enter: Enter, settings: LazySettings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    client = browse(keepers.system)
    ((name, word),) = sheets(confirmed(client, sent(client, TWO[0])))
    kept = User.objects.get(username=name).password
    assert word not in kept
    assert enter(name, word).get("/")["Location"] == "/account/password/"
    assert User.objects.get(username=name).password != kept


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("蓝新,没有的村,选举工作人员,", "下面没有“没有的村”"),
        ("蓝新,三联村,县换届工作办公室,", "三联村不能有县换届工作办公室"),
        ("蓝新,罗阳镇,计票人,", "罗阳镇不能有计票人"),
        ("蓝新,三联村,,clerk", "已经有人用账号“clerk”"),
        ("蓝新,三联村,,CLERK", "已经有人用账号“CLERK”"),
        ("蓝新,三联村,,card-1", "不能以 card- 开头"),
        ("蓝新,三联村,,x", "至少两个字"),
        ("钟新,330329100258,选举主持人,zhong", "和第 2 行是同一个人"),
        ("蓝新,三联村,选举主持人,ZHONG", "账号“ZHONG”在第 2 行已经有了"),
    ],
)
def test_one_wrong_row_and_nobody_gets_an_account(
    keepers: Keepers, browse: Browse, row: str, says: str
) -> None:
    page = sent(browse(keepers.system), "钟新,330329100258,选举主持人,zhong", row)
    text = page.content.decode()
    assert page.status_code == 422
    assert says in text
    assert "第 3 行" in text
    assert not User.objects.filter(name__in=("蓝新", "钟新")).exists()


def test_the_file_comes_back_with_what_is_wrong_beside_each_row(
    keepers: Keepers, browse: Browse
) -> None:
    client = browse(keepers.system)
    page = sent(client, TWO[1], "蓝新,没有的村,选举工作人员,")
    file = client.post("/accounts/import/corrections.xlsx", hidden(page))
    rows = [
        tuple(cell or "" for cell in row)
        for row in openpyxl.load_workbook(io.BytesIO(file.content)).active.values  # type: ignore[union-attr]
    ]
    assert rows[0] == ("姓名", "单位", "角色", "账号", "问题")
    assert rows[1] == ("钟新", "330329100258", "选举主持人", "", "")
    assert rows[2][:4] == ("蓝新", "没有的村", "选举工作人员", "")
    assert "没有“没有的村”" in str(rows[2][4])


def test_a_name_that_two_places_have_wants_a_code(
    keepers: Keepers, village: Unit, next_village: Unit
) -> None:
    Unit.objects.filter(pk=next_village.pk).update(name=village.name)
    (row,) = check_file("账号.csv", f"{HEAD}\n蓝新,三联村,,".encode(), unit=keepers.county)
    assert "有 2 个单位叫“三联村”" in row.problems[0]


def test_two_people_of_one_name_get_an_account_each(keepers: Keepers, village: Unit) -> None:
    User.objects.create_user("Lanxin", name="蓝欣", password=None)
    raw = f"{HEAD}\n蓝新,三联村,选举工作人员,\n蓝新,三联村,监督人员,lanxin2".encode()
    rows = check_file("账号.csv", raw, unit=keepers.county)
    assert [(row.username, row.problems) for row in rows] == [("lanxin3", ()), ("lanxin2", ())]


@pytest.mark.parametrize(
    ("name", "made"), [("蓝文书", "lanwenshu"), ("·", "user"), ("阿", "user"), ("A 1", "a1")]
)
def test_an_account_is_made_of_letters_that_anybody_can_type(name: str, made: str) -> None:
    assert made_from(name, ()) == made


@pytest.mark.parametrize(("rows", "fits"), [(MOST_AT_ONCE, True), (MOST_AT_ONCE + 1, False)])
def test_a_file_holds_as_many_as_can_be_handed_out(
    keepers: Keepers, village: Unit, rows: int, fits: bool
) -> None:
    raw = "\n".join((HEAD, *(f"甲{n},三联村,,u{n:04}" for n in range(rows)))).encode()
    if fits:
        assert len(check_file("账号.csv", raw, unit=keepers.county)) == rows
    else:
        with pytest.raises(BadInput, match="一次最多开"):
            check_file("账号.csv", raw, unit=keepers.county)


def test_a_town_reaches_its_own_places_alone(
    keepers: Keepers, browse: Browse, village: Unit
) -> None:
    client = browse(keepers.town_system)
    assert sent(client, TWO[0], place=keepers.town.pk).status_code == 200
    assert sent(client, TWO[0], place=keepers.county.pk).status_code == 422
    assert sent(client, "县办,泰顺县,,", place=keepers.town.pk).status_code == 422


def test_what_was_checked_cannot_be_bent_on_its_way_back(
    keepers: Keepers, browse: Browse, village: Unit
) -> None:
    client = browse(keepers.system)
    page = sent(client, TWO[0])
    for bent in ("330329100257,clerk,clerk", "990000000000,clerk,lanxin", "330329100257,king,x1"):
        text = f"{HEAD}\n蓝新,{bent}"
        form = {**hidden(page), "text": text, "confirm": "1"}
        assert client.post("/accounts/import/", form).status_code == 422
    assert not User.objects.filter(name="蓝新").exists()


@pytest.mark.parametrize("who", ["security", "audit"])
def test_no_other_administrator_makes_accounts(keepers: Keepers, browse: Browse, who: str) -> None:
    client = browse(getattr(keepers, who))
    assert client.get("/accounts/import/").status_code == 403
    assert sent(client, *TWO).status_code == 403


# Giving the roles


@pytest.fixture
def waiting(keepers: Keepers, browse: Browse, cast: Cast) -> list[AskedRole]:
    """Two accounts that were made, and whose roles wait."""
    client = browse(keepers.system)
    confirmed(client, sent(client, *TWO))
    return list(AskedRole.objects.order_by("pk"))


def given(client: Client, asked: list[AskedRole], **more: str) -> Any:
    form = {"key": uuid.uuid4().hex, "asked": [str(each.pk) for each in asked], **more}
    return client.post("/accounts/asked/", form)


def test_the_security_administrator_gives_all_of_them_at_once(
    keepers: Keepers, browse: Browse, waiting: list[AskedRole]
) -> None:
    client = browse(keepers.security)
    assert "有 2 个角色等着指定" in client.get("/accounts/").content.decode()
    assert "蓝新" in client.get("/accounts/asked/").content.decode()
    assert given(client, waiting).status_code == 302
    held = Assignment.objects.filter(user__name__in=("蓝新", "钟新"))
    assert {(each.user.name, each.role) for each in held} == {("蓝新", "clerk"), ("钟新", "chair")}
    assert not AskedRole.objects.exists()
    assert "等着指定" not in client.get("/accounts/").content.decode()


def test_many_accounts_and_roles_are_few_queries(
    keepers: Keepers, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    system, security = browse(keepers.system), browse(keepers.security)
    page = sent(system, *(f"蓝{chr(0x4E00 + each)},三联村,选举工作人员," for each in range(100)))
    with django_assert_max_num_queries(50):
        assert len(sheets(confirmed(system, page))) == 100
    asked = list(AskedRole.objects.all())
    with django_assert_max_num_queries(50):
        assert given(security, asked).status_code == 302
    assert Assignment.objects.filter(user__in=[each.user_id for each in asked]).count() == 100


def test_those_that_are_not_ticked_go_on_waiting(
    keepers: Keepers, browse: Browse, waiting: list[AskedRole]
) -> None:
    client = browse(keepers.security)
    assert given(client, waiting[:1])["Location"] == "/accounts/asked/"
    assert AskedRole.objects.get() == waiting[1]


def test_a_role_that_is_struck_out_is_not_held_and_waits_no_more(
    keepers: Keepers, browse: Browse, waiting: list[AskedRole]
) -> None:
    given(browse(keepers.security), waiting, strike="1")
    assert not AskedRole.objects.exists()
    assert not Assignment.objects.filter(user__name__in=("蓝新", "钟新")).exists()
    assert User.objects.filter(name="蓝新", is_active=True).exists()


def test_every_account_is_found_in_the_security_log(
    keepers: Keepers, browse: Browse, waiting: list[AskedRole]
) -> None:
    given(browse(keepers.security), waiting)
    found = SecurityEvent.objects.filter(detail__contains="lanxin").order_by("pk")
    said = list(found.values_list("detail"))
    assert said == [("开账号 lanxin",), ("指定角色 lanxin 选举工作人员",)]


def test_a_role_given_on_the_accounts_own_page_waits_no_more(
    keepers: Keepers, browse: Browse, waiting: list[AskedRole]
) -> None:
    client, user = browse(keepers.security), waiting[0].user
    page = client.get(f"/accounts/{user.pk}/").content.decode()
    assert "待指定" in page
    assert 'value="330329100257 三联村"' in page
    form = {"key": "k", "role": "clerk", "place": "330329100257"}
    assert client.post(f"/accounts/{user.pk}/roles/", form).status_code == 302
    assert not user.asked_roles.exists()


def test_one_that_cannot_be_given_keeps_back_all(
    keepers: Keepers, waiting: list[AskedRole], village: Unit
) -> None:
    Assignment.objects.create(user=waiting[1].user, role=Role.AUDIT_ADMIN, unit=keepers.county)
    with pytest.raises(BadInput, match="钟新（zhongxin）已经是审计管理员"):
        give_asked_roles(
            acting_user=act(keepers.security),
            unit=keepers.county,
            asked=[each.pk for each in waiting],
        )
    assert AskedRole.objects.count() == 2
    assert not waiting[0].user.assignments.exists()


def test_nobody_gives_what_waits_elsewhere(
    keepers: Keepers, browse: Browse, waiting: list[AskedRole], cast: Cast
) -> None:
    other = Unit.objects.create(
        code="330329101000",
        name="百丈镇",
        level="town",
        parent=keepers.county,
        path=f"{keepers.county.path}330329101000/",
    )
    stranger = User.objects.create_user("elsewhere", name="别处", password=None)
    Assignment.objects.create(user=stranger, role=Role.SECURITY_ADMIN, unit=other)
    client = browse(stranger)
    assert "蓝新" not in client.get("/accounts/asked/").content.decode()
    assert given(client, waiting).status_code == 422
    assert AskedRole.objects.count() == 2


@pytest.mark.parametrize("who", ["system", "audit"])
def test_no_other_administrator_gives_roles(
    keepers: Keepers, browse: Browse, waiting: list[AskedRole], who: str
) -> None:
    client = browse(getattr(keepers, who))
    assert client.get("/accounts/asked/").status_code == 403
    assert given(client, waiting).status_code == 403


def test_a_single_account_may_ask_for_its_role_too(
    keepers: Keepers, browse: Browse, village: Unit
) -> None:
    client = browse(keepers.system)
    form = {"key": "k", "name": "蓝新", "username": "lanxin", "place": village.pk}
    assert client.post("/accounts/new/", {**form, "role": "county-office"}).status_code == 422
    page = client.post("/accounts/new/", {**form, "role": "clerk"}).content.decode()
    assert "指定这个账号申请的角色" in page
    assert AskedRole.objects.get().role == "clerk"
