"""The pages of proxies (委托投票的网页): checked before it is done, posted as a list, and told to
whoever collects the papers.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on
from tests.office.electors.conftest import Published
from tests.office.electors.proxying import form, register
from tests.office.polling import conftest as polling
from tests.office.polling.conftest import Evening
from tests.paper.alike import assert_alike

from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.electors.models import Proxy
from huanjie.office.electors.proxies import post_list
from huanjie.office.electors.proxylist import proxies_of
from huanjie.office.overview.kept import kept_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.paper.numerals import chinese_date

Browse = Callable[[User], Client]


def test_the_list_is_posted_with_whoever_is_new(cast: Cast, published: Published) -> None:
    election = published.election
    with pytest.raises(BadInput, match="没有还没公布的委托"):
        post_list(acting_user=act(cast.chair), election=election)
    register(cast, election, 1, 2)
    assert post_list(acting_user=act(cast.chair), election=election) == 1
    register(cast, election, 3, 2)
    assert proxies_of(election).unposted == 1
    with on(OPENED_ON + datetime.timedelta(days=1)):
        assert post_list(acting_user=act(cast.chair), election=election) == 1
    days = [each.posted_on for each in proxies_of(election).standing]
    assert days == [OPENED_ON, OPENED_ON + datetime.timedelta(days=1)]
    assert kept_of(election).proxies_posted_on == days[-1]


def test_a_clerk_sees_both_names_and_the_articles_before_it_is_done(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/proxies/"
    check = client.post(f"{root}add/", form(1, 2))
    text = check.content.decode()
    assert check.status_code == 200
    assert published.people[0].name in text
    assert published.people[1].name in text
    assert "第十八条第四款" in text
    assert not Proxy.objects.exists()
    assert client.post(f"{root}add/", form(1, 2, confirm="1")).status_code == 302
    assert published.people[1].name in client.get(root).content.decode()


def test_a_refusal_comes_back_with_what_was_typed(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/proxies/"
    page = client.post(f"{root}add/", form(1, 2, written="no"))
    assert page.status_code == 422
    assert "书面委托" in page.content.decode()
    assert 'value="2"' in page.content.decode()


def test_the_list_that_is_posted_says_who_votes_for_whom_and_no_number(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/proxies/"
    assert client.get(f"{root}list.docx").status_code == 422
    register(cast, published.election, 1, 2)
    file = client.get(f"{root}list.docx")
    document = docx.Document(io.BytesIO(file.content))
    text = "\n".join(p.text for p in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    one, other = published.people[:2]
    assert "共 1 份" in text
    assert cells[1] == ["1", one.name, one.group, other.name, other.group]
    assert one.identity_number not in f"{text}{cells}"
    assert_alike(file, client.get(f"{root}list.pdf"))
    assert "　　年　　月　　日" in text
    post_list(acting_user=act(cast.clerk), election=published.election)
    posted = docx.Document(io.BytesIO(client.get(f"{root}list.docx").content))
    assert posted.paragraphs[-1].text == chinese_date(clock.today())


@pytest.mark.parametrize("proxies", [0, 1])
def test_whoever_collects_the_papers_is_told_how_many_proxies_there_are(
    cast: Cast, election: Election, browse: Browse, proxies: int
) -> None:
    polling.publish(election, polling.VILLAGERS)
    principal, holder = election.roll.all()[:2]
    for number in range(proxies):
        Proxy.objects.create(
            election=election,
            region=election.region,
            number=number + 1,
            principal=principal,
            holder=holder,
            asked_on=OPENED_ON,
        )
    with on(POLLING_DAY):
        Evening(election, cast).issue(750)
        page = browse(cast.clerk).get(f"/elections/{election.pk}/rounds/1/collect/")
    assert ("登记的委托有 1 份" in page.content.decode()) == bool(proxies)
