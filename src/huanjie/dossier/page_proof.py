"""Batches, articles and proof on the page (分箱计票、条文、复核), for whoever recomputes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.rounds import Batch
from huanjie.dossier.case import Case
from huanjie.dossier.markup import Html, cells, heading, name_tag, table, tag
from huanjie.dossier.people import People
from huanjie.law.amounts import grouped
from huanjie.law.citation import Citation, distinct

_BATCH: Final = ("票箱", "职务", "有效票", "无效票", "得票")
_BATCH_CLASSES: Final = {"票箱": "who", "有效票": "num", "无效票": "num"}


def batches_part(case: Case, people: People) -> Html:
    """The counts by ballot box (分箱计票), those that are too small merged."""
    rows = [
        row
        for vote, batches in _votes(case)
        for batch in batches
        for row in _batch_rows(people, batch, f"{vote}{batch.name}")
    ]
    if not rows:
        return Html("")
    return tag(
        "section",
        heading(2, "分箱计票", "Count by batch"),
        tag(
            "div",
            table(_BATCH, rows, classes=_BATCH_CLASSES, class_="rows"),
            tag("p", "选票太少的票箱并入别的票箱，以免看出个人怎样投票。", class_="muted"),
            class_="card long",
        ),
    )


def _votes(case: Case) -> Iterator[tuple[str, tuple[Batch, ...]]]:
    """Each round's batches, then those of its revotes, with what stands before their names."""
    several = len(case.count.rounds) > 1
    for index, round_ in enumerate(case.count.rounds):
        ordinal = f"第 {index + 1} 轮" if several else ""
        yield f"{ordinal} " if several else "", round_.batches
        for revote in round_.revotes:
            yield f"{ordinal}再次投票 ", revote.batches


def _batch_rows(people: People, batch: Batch, name: str) -> Iterator[Html]:
    for post, part in batch.contests.items():
        votes = [
            tag("span", name_tag(people.name(person)), f" {grouped(n)}　")
            for person, n in sorted(part.votes.items(), key=lambda each: (-each[1], each[0]))
        ]
        yield cells(
            _BATCH,
            name,
            people.post(post),
            grouped(part.valid),
            grouped(part.invalid),
            tag("span", *votes),
            classes=_BATCH_CLASSES,
        )


def sources_part(case: Case) -> Html:
    """Every article that decided something, with what it says."""
    cited = distinct(citation for answer in case.declared.answers for citation in answer.grounds)
    rows = [_source(citation) for citation in cited]
    return tag(
        "section",
        heading(2, "依据的条文", "Articles that decided"),
        tag("div", *rows, class_="card long"),
    )


def _source(citation: Citation) -> Html:
    return tag(
        "div",
        tag("b", citation.named),
        tag("br"),
        citation.says,
        tag("span", " · ".join(citation.graded), class_="law"),
        class_="eq",
    )


def proof_part(case: Case) -> Html:
    """How anybody can check all of this (复核办法), and what was used."""
    return tag(
        "section",
        heading(2, "怎样复核", "Verify it yourself"),
        tag(
            "div",
            tag(
                "p",
                "这份卷宗里有计票、法律条文和日历。任何人都可以在自己的电脑上离线重算，不必相信我们：",
            ),
            tag(
                "ol",
                tag(
                    "li",
                    "取得卷宗 ",
                    tag("code", "dossier.zip"),
                    " 和复核程序 ",
                    tag("code", "verify.pyz"),
                    "。",
                ),
                tag(
                    "li",
                    "运行 ",
                    tag("code", f"python3 verify.pyz dossier.zip --key {case.fingerprint}"),
                    " （已安装换届的，用 ",
                    tag("code", "huanjie verify"),
                    "）。",
                ),
                tag("li", "程序逐项核对，不符之处会指出文件和位置。改动任何一个字节都会被发现。"),
            ),
            tag(
                "p",
                "把下面的公钥指纹与张贴的结果公告对照，一致才是同一机构签署的：",
                class_="muted",
            ),
            tag("p", tag("code", case.fingerprint, class_="print")),
            class_="card",
        ),
        _footer(case),
    )


def _footer(case: Case) -> Html:
    sealed = (
        tag(
            "p",
            "单票记录已加密封存，只在依法重新计票时开启。封存文件的 SHA-256：",
            tag("code", case.sealed_sha256),
        )
        if case.sealed_sha256
        else Html("")
    )
    return tag(
        "footer",
        tag(
            "p",
            "规则包 ",
            tag("code", case.pack.id),
            "，SHA-256 ",
            tag("code", case.pack.sha256),
            "。",
        ),
        sealed,
        tag("p", "卷宗里没有选票，没有单票记录，也没有任何能看出个人怎样投票的内容。"),
        class_="muted",
    )
