"""The numbers of a vote person by person (各人的票数): each name once."""

from __future__ import annotations

from django.template.loader import render_to_string

from huanjie.office.polling.bywhom import Number, by_whom

NUMBERS = (
    Number(of="", whom="", what="有效票", n=9),
    Number(of="", whom="", what="无效票", n=1),
    Number(of="p1", whom="张伟", what="赞成票", n=5),
    Number(of="p1", whom="张伟", what="反对票", n=3),
    Number(of="p2", whom="张伟", what="赞成票", n=4, url="/ballots/?whom=p2"),
)


def test_each_has_their_numbers_together_and_two_of_one_name_their_own() -> None:
    found = [(each.whom, [x.n for x in each.numbers]) for each in by_whom(NUMBERS)]
    assert found == [("", [9, 1]), ("张伟", [5, 3]), ("张伟", [4])]


def test_a_table_says_each_name_once_and_leads_to_the_papers_of_whoever_may_look() -> None:
    table = {"name": "委员", "seats": 1, "people": by_whom(NUMBERS)}
    for may_look in (True, False):
        page = render_to_string("polling/_by_whom.html", {"table": table, "may_look": may_look})
        assert (page.count(">张伟</th>"), page.count(">—</th>")) == (2, 1)
        assert page.count('rowspan="2"') == 2
        assert page.count("<td>") == len(NUMBERS)
        assert ("/ballots/?whom=p2" in page) is may_look
