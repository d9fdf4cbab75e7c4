"""What notices hold on one person (本人在公示里的信息), for whoever asks what the site keeps."""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.daywords import date_in_words
from huanjie.domain.objection import STATE_NAMES, State
from huanjie.domain.pledge import SIGNER_NAMES, Signer
from huanjie.office.notices.models import Appraisal, Line, NomineeObjection, Pledge, Statement
from huanjie.office.roll.models import RollEntry


def held_of(entry: RollEntry) -> Iterator[str]:
    """Every notice, objection, appraisal, statement and pledge of a person, each in a sentence;
    of an objection never who raised it.
    """
    election = entry.election
    ids = set(entry.nominations.values_list("person", flat=True))
    for line in Line.objects.filter(nominee__entry=entry).select_related("notice"):
        posted = date_in_words(line.notice.posted_on)
        yield f"第 {line.notice.number} 次公示，{line.post}（{posted}张贴）"
    own = {"election": election, "person__in": ids}
    for each in NomineeObjection.objects.filter(**own):
        yield f"对人选的第 {each.number} 号异议，{STATE_NAMES[State(each.state)]}"
    for told in Appraisal.objects.filter(**own):
        days = f"{date_in_words(told.from_on)}至{date_in_words(told.to_on)}"
        yield f"考察，{days}，{'不符合条件' if told.fails else '符合条件'}"
    for said in Statement.objects.filter(**own):
        if said.text:
            yield f"竞职陈述：{said.text}"
        if said.photo is not None:
            yield "竞职照片"
    for pledge in Pledge.objects.filter(entry=entry):
        signed = f"{date_in_words(pledge.signed_on)}签署" if pledge.signed_on else "还没有签"
        yield f"{SIGNER_NAMES[Signer(pledge.kind)]}承诺书，{signed}"
