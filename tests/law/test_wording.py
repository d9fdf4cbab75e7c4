"""The figure of a rule in words (规定的数字): nothing that decides is left out of it."""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.law.periodwords import measured
from huanjie.law.phrase import in_chinese
from huanjie.law.shelf import load
from huanjie.law.wording import figure_of

TODAY = date(2026, 6, 28)
THE_REST = "人以上的，其余可以空缺"
AGREED = "；主任须已选出；须经村民会议或者村民代表会议同意"


def said(rule: str, region: str | None, on: date = TODAY) -> str:
    pack = load("villagers-committee", on=on, today=TODAY, region=region)
    return in_chinese(figure_of(getattr(pack, rule), pack))


@pytest.mark.parametrize(
    ("region", "figure"),
    [
        (None, f"已选出 3 {THE_REST}"),
        ("beijing", f"已选出 4 {THE_REST}{AGREED}"),
        ("hainan", f"已选出 3 {THE_REST}{AGREED}；第一次投票以后就可以不另行选举"),
    ],
)
def test_seats_that_stay_vacant_are_said_with_who_must_agree_and_when(
    region: str | None, figure: str
) -> None:
    assert said("still_short", region) == figure


@pytest.mark.parametrize(
    ("region", "figure"),
    [
        ("zhejiang", "空出的名额由其余过半数的人递补"),
        ("hainan", "空出的名额不递补；职务和得票都相同的，由村民会议决定谁留任"),
    ],
)
def test_which_relative_stays_is_said_with_who_decides_between_equals(
    region: str | None, figure: str
) -> None:
    assert said("relative_stays", region) == figure


@pytest.mark.parametrize(
    ("rule", "on", "figure"),
    [
        ("near_relatives", date(2025, 12, 31), "不得同时任职：配偶、父母、子女、兄弟姐妹"),
        ("near_relatives", date(2026, 1, 1), "不得同时任职：近亲属"),
        (
            "succession",
            date(2025, 12, 31),
            "本人被提名，或者配偶、父母、子女、兄弟姐妹被提名的，退出",
        ),
        ("succession", date(2026, 1, 1), "本人或者近亲属被提名的，退出"),
    ],
)
def test_kin_whom_a_text_lists_one_by_one_are_named(rule: str, on: date, figure: str) -> None:
    assert said(rule, "zhejiang", on) == figure


@pytest.mark.parametrize(
    ("event", "region", "figure"),
    [
        ("seal-handover", "hainan", "“选举日”当日；经另行选举的，为最后一轮投票当日"),
        ("ballots-sealed", "shanghai", "“选举日”当日；经另行选举的，为最后一轮投票当日"),
        ("handover-end", None, "“选举日”起 10 日以内；经另行选举的，自最后一轮投票之日起"),
        ("polling-day", None, "“选举日”当日"),
    ],
)
def test_what_is_counted_from_the_new_body_tells_of_the_later_vote(
    event: str, region: str | None, figure: str
) -> None:
    pack = load("villagers-committee", on=TODAY, today=TODAY, region=region)
    step = next(each for each in pack.steps if each.event == event)
    assert in_chinese(measured(step, pack)) == figure
