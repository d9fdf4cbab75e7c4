"""The deeds of an election as its people do them on the pages (经办), each by whoever may."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import expect
from tests.browser.steps import Visitor

Sheet = Mapping[str, object]
PARTY = "党支部委员会"
LONG = 120_000
"""milliseconds that reading an evening's pictures may take"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """An election and those who run it (一次选举): its place and body, as the pages name them."""

    user: Callable[[str], Visitor]
    place: str
    body: str
    folder: Path
    """where downloads go"""
    addresses: dict[str, str] = field(default_factory=dict)
    """the election's own page, once a user has found it"""

    def at(self, name: str, part: str | None = None) -> Visitor:
        """A user at this election, found from the first page: its next step, or another part."""
        visitor = self.user(name)
        if name not in self.addresses:
            self.at_place(name).presses(self.body)
            self.addresses[name] = visitor.page.url
        visitor.page.goto(self.addresses[name])
        if part:
            visitor.turns_to(part)
        return visitor

    def at_place(self, name: str) -> Visitor:
        """A user at the page of the village."""
        visitor = self.user(name)
        visitor.opens("/")
        visitor.presses(self.place)
        return visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A dossier as the chair has it (卷宗)."""

    dossier: Path
    fingerprint: str
    """of the key that signed it, as the notice prints it"""


def open_election(affair: Affair, *, in_days: int, answers: Sheet, says: str) -> datetime.date:
    """Decide, look at the dated schedule, and open it; the answer is the polling day."""
    clerk = affair.at_place("clerk")
    clerk.presses(f"开启选举 {affair.body}")
    day = clerk.today() + datetime.timedelta(days=in_days)
    clerk.types({"选举日": day, **answers})
    clerk.presses("看日程")
    clerk.sees("适用的规定", "不能再改", says)
    clerk.presses("开启选举")
    return day


def jump(affair: Affair, day: datetime.date) -> None:
    """Move the demo's day."""
    affair.user("clerk").jumps_to(day)


def upload_roll(affair: Affair, path: Path) -> Visitor:
    """Upload the roll and have it checked; nobody is on it yet."""
    clerk = affair.at("clerk", "名册")
    clerk.main.locator('input[type="file"]').set_input_files(path)
    clerk.presses("上传并核对")
    return clerk


def load_roll(affair: Affair) -> None:
    """Take the checked rows onto the roll."""
    clerk = affair.user("clerk")
    clerk.presses("下一步：核对后导入")
    clerk.presses("导入名册")


def nominate(
    affair: Affair, post: str, names: Sequence[str], *, route: str = "选民联名提名"
) -> None:
    """Search one person after another by name, tick them, and nominate all of them for the post."""
    clerk = affair.at("clerk", "候选人")
    clerk.presses(f"提名{post}")
    for name in names:
        clerk.page.get_by_role("searchbox").fill(name)
        row = clerk.main.locator("#found li").filter(has_text=name)
        row.get_by_role("checkbox").check()
    if affair.body != PARTY:  # there a Party organisation alone nominates
        clerk.types({"提名途径": route})
    clerk.types({"每人有多少人提名": 12})
    clerk.presses("登记提名")
    clerk.sees(*names)


def sign_declarations(affair: Affair) -> None:
    """Everybody on the list has signed that nothing bars them: one page, one deed."""
    clerk = affair.at("clerk", "候选人")
    clerk.presses("资格审查")
    clerk.presses("登记本人声明")
    clerk.types(
        {
            "享有政治权利": "是",
            "被开除中国共产党党籍": "否",
            "因犯罪受过刑事处罚": "否",
            "有权机关书面认定有依法不得作为候选人的其他情形": "否",
        }
    )
    clerk.control("全部勾选").click()
    clerk.presses("登记本人声明")
    clerk.sees("候选人预备人选", "符合条件")


def ask_for_the_nominees(affair: Affair) -> None:
    """A branch asks those above for its nominees, and the town consents."""
    clerk = affair.at("clerk")
    matter = f"{clerk.page.url}filings/nominees-requested/"
    clerk.page.goto(f"{matter}send/")
    clerk.types({"主送机关": "罗阳镇党委"})
    clerk.presses("登记报送")
    clerk.sees("已报送，等答复")
    town = affair.user("town")
    town.opens("/filings/")
    town.page.goto(f"{matter}answer/")
    town.main.get_by_label("批复同意", exact=True).check()
    town.presses("核对")
    town.sees("核对：登记答复")
    town.presses("登记答复")
    town.sees("批复同意")


def post_the_nominees(affair: Affair) -> None:
    """The chair enters that the list was posted, for as long as the plan asks."""
    chair = affair.at("chair")
    chair.page.goto(f"{chair.page.url}public-notice/post/")
    chair.sees("公示不少于 5 个工作日")
    chair.types({"收到异议以后几个工作日内答复": 3, "作出决定的文件名称和文号": "选举办法"})
    chair.presses("核对")
    chair.sees("不能撤销，不能改")
    chair.presses("登记并生成公示")


def publish(affair: Affair, part: str, check: str, deed: str) -> Visitor:
    """The chair looks at the check page of the roll or of the candidates, and publishes."""
    chair = affair.at("chair", part)
    chair.presses(check)
    chair.presses(deed)
    return chair


def issue(affair: Affair, number: int) -> None:
    """So many papers are given out."""
    clerk = affair.at("clerk", "投票计票")
    clerk.presses("登记发出的选票")
    clerk.types({"一共发出多少张选票": number})
    clerk.presses("核对")
    clerk.sees("一共发出选票")
    clerk.presses("登记")


def collect(affair: Affair, **numbers: int) -> None:
    """So many are taken from the box; of how many that were there, or voted."""
    clerk = affair.at("clerk", "投票计票")
    clerk.presses("登记收回的选票")
    clerk.fills(numbers)
    clerk.presses("核对")
    clerk.sees("按规定")
    clerk.presses("登记")


def print_ballots(affair: Affair, number: int) -> Path:
    """The clerk prints so many ballots, and has their file."""
    clerk = affair.at("clerk", "投票计票")
    clerk.presses("印选票")
    clerk.types({"印多少张": number})
    clerk.presses("做这一批选票")
    clerk.sees(f"第 1 批：{number} 张")
    return clerk.downloads("下载选票（PDF）", affair.folder)


def upload_scans(affair: Affair, files: Sequence[Path]) -> None:
    """A teller uploads the pictures, which are read one by one."""
    teller = affair.at("teller1", "投票计票")
    teller.presses("改用扫描计票")
    teller.types({"哪个票箱或者哪一沓": "中心票箱"})
    teller.main.locator('input[type="file"]').set_input_files(files)
    teller.control("上传并识读").click()
    expect(teller.main).to_contain_text("机器读清", timeout=LONG)
    teller.sees("中心票箱")


def rule(affair: Affair, who: str, marks: Mapping[str, str]) -> None:
    """Somebody looks at the doubtful ballot and says what it shows; whoever is not named has no
    mark.
    """
    visitor = affair.at(who, "投票计票")
    visitor.presses("认定疑票")
    visitor.main.get_by_role("group", name="这幅图像").get_by_role("radio").first.check()
    for row in visitor.main.locator("[data-mark-row]").all():
        name = row.locator("legend .person").inner_text()
        choice = row.locator("label").filter(has_text=marks.get(name, "没有标记"))
        choice.get_by_role("radio").check()
    visitor.presses("认定这张选票")


def fill_sheet(affair: Affair, teller: str, papers: Sheet, votes: Sheet) -> Visitor:
    """A teller's sheet: papers by the name of the field, votes by the label. Not handed in yet."""
    visitor = affair.at(teller, "投票计票")
    visitor.presses("填计票单")
    visitor.fills(papers)
    visitor.types(votes)
    visitor.presses("核对")
    return visitor


def hand_in(visitor: Visitor) -> None:
    """Both the check page and the paper agree."""
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("核对计票单")
    visitor.presses("交计票单")


def count_alike(affair: Affair, papers: Sheet, votes: Sheet) -> None:
    """Both tellers count the same."""
    for teller in ("teller1", "teller2"):
        hand_in(fill_sheet(affair, teller, papers, votes))


def declare(affair: Affair) -> Visitor:
    """The chair looks at the arithmetic once more, and declares."""
    chair = affair.at("chair", "投票计票")
    chair.presses("核对并宣布结果")
    chair.presses("宣布结果")
    return chair


def arrange(
    affair: Affair, kind: str, *, on_paper: Sequence[str], stand: Mapping[str, str] | None = None
) -> None:
    """The chair arranges the next vote for today, of the kind that is offered; `stand` says who is
    a candidate for a post that the committee fills itself.
    """
    chair = affair.at("chair", "投票计票")
    chair.presses("安排下一次投票")
    for offered in chair.main.get_by_role("group", name="安排哪一项投票").locator("label").all():
        offered.get_by_role("checkbox").set_checked(kind in offered.inner_text())
    for post, name in (stand or {}).items():
        people = chair.main.get_by_role("group", name=f"{post}候选人", exact=True)
        people.get_by_role("checkbox", name=name).check()
    chair.presses("看选票")
    chair.sees(kind, *on_paper)
    chair.presses("安排")


def seal(affair: Affair) -> Sealed:
    """The chair seals the dossier, downloads it, and reads who signed it."""
    chair = affair.at("chair", "结果")
    chair.presses("封存卷宗")
    chair.sees("什么都不能再改")
    chair.presses("封存卷宗")
    chair.sees("卷宗已封存")
    return Sealed(
        dossier=chair.downloads("下载卷宗（可复核）", affair.folder),
        fingerprint=chair.main.locator(".done-panel code").last.inner_text(),
    )
