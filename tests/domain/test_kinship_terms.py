"""Kin terms (亲属称谓) in both languages: read, shortened, refused with the nearest known words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.kinchinese import chinese_terms
from huanjie.domain.kinenglish import NOUNS
from huanjie.domain.kinship import Relation, Step, judge, shortened, walk_of
from huanjie.domain.kinterms import in_chinese, in_english, known_words, read_term
from huanjie.door.fault import BadInput
from huanjie.law.kinship import load_kinship

LAW = load_kinship()

USUAL = """
    父亲 母亲 儿子 女儿 父母 子女 祖父 祖母 外祖父 外祖母 孙子 孙女 外孙 外孙女
    哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄弟姐妹 同父异母的哥哥 同母异父的妹妹
    伯父 伯母 叔父 婶母 姑母 姑父 舅父 舅母 姨母 姨父 堂兄 堂弟 堂姐 堂妹 表兄 表弟 表姐 表妹
    侄子 侄女 外甥 外甥女 岳父 岳母 公公 婆婆 女婿 儿媳 大伯子 小叔子 大姑子 小姑子
    内兄 内弟 妻姐 妻妹 大舅子 小舅子 大姨子 小姨子 连襟 妯娌 亲家公 亲家母
    嫂子 弟媳 姐夫 妹夫 堂侄 表侄 表姐夫 堂嫂 侄媳 侄女婿 外甥媳 外甥女婿 侄孙
    曾祖父 曾祖母 曾孙 舅公 姨婆 继父 继母 继子 继女 养父 养母 养子 养女 前妻 前夫
    孙媳 孙女婿 丈夫 妻子 配偶
"""


@pytest.mark.parametrize("term", USUAL.split())
def test_the_usual_terms_are_known(term: str) -> None:
    assert read_term(term)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("岳父", "wifes_father"),
        ("妻子的哥哥的妻子", "wifes_elder_brothers_wife"),
        ("儿子的岳父", "sons_wifes_father"),
        ("连襟", "wife's sister's husband"),
        ("堂哥", "father's brother's son"),
        ("二叔", "fathers younger brother"),
        ("养父", "adoptive_father"),
        ("继母", "step-mother"),
        ("stepmother", "step_mother"),
        ("great-grandfather", "parents_parents_father"),
        ("great_uncle", "grandparents_brother"),
        ("grand_niece", "siblings_childs_daughter"),
        ("son_in_law", "childs_husband"),
        ("brother_in_law", "spouses_brother"),
        ("his wife's brother", "wifes_brother"),
        ("亲哥哥", "elder_brother"),
    ],
)
def test_two_ways_to_say_the_same_are_the_same(one: str, other: str) -> None:
    assert read_term(one) == read_term(other)


@pytest.mark.parametrize(
    ("term", "same"),
    [
        ("父亲的儿子", "兄弟"),
        ("fathers_daughter", "sister"),
        ("哥哥的父亲", "父亲"),
        ("弟弟的妹妹", "姐妹"),
        ("儿子的妹妹", "女儿"),
        ("母亲的父亲的女儿", "姨妈"),
    ],
)
def test_a_detour_is_shortened(term: str, same: str) -> None:
    assert walk_of(read_term(term)) == walk_of(read_term(same))


@pytest.mark.parametrize("term", ["同父异母的哥哥的母亲", "妻子的儿子", "父亲的妻子", "儿子的母亲"])
def test_what_need_not_be_is_not_taken_for_it(term: str) -> None:
    assert judge(read_term(term), LAW).word == "none"


@pytest.mark.parametrize(
    ("term", "offered"),
    [
        ("岳夫", "岳父"),
        ("媳妇", "儿媳妇"),
        ("fathr", "father"),
        ("wifes_brothr", "brother"),
        ("halfuncle", "uncle"),
        ("ex_father", "father"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest_known_ones(term: str, offered: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_term(term)
    assert offered in str(refused.value)
    assert "相近的" in refused.value.remedy


@pytest.mark.parametrize("term", ["妻子的哥哥的邻居", "好朋友", "外星人", "neighbour"])
def test_where_no_word_is_near_the_fault_says_how_terms_are_composed(term: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_term(term)
    assert "相近的" not in refused.value.remedy
    assert "妻子的哥哥的女儿" in refused.value.remedy


def test_only_words_that_are_like_it_are_offered() -> None:
    with pytest.raises(BadInput) as refused:
        read_term("小姑子他爹")
    assert refused.value.remedy == "相近的：小姑子"


def test_the_composed_terms_that_a_fault_shows_are_terms() -> None:
    assert walk_of(read_term("妻子的哥哥的女儿")) == walk_of(read_term("wifes_brothers_daughter"))


@pytest.mark.parametrize("term", ["brother_in_laws_wife", "sons_brother_in_law"])
def test_nothing_is_built_on_a_word_of_two_meanings(term: str) -> None:
    with pytest.raises(BadInput, match="也可以是"):
        read_term(term)


@pytest.mark.parametrize("term", ["妻子的丈夫", "husbands_wife"])
def test_nobody_is_his_own_kin(term: str) -> None:
    with pytest.raises(BadInput, match="本人"):
        read_term(term)


def read_or_refused(term: str) -> Relation | str:
    """The relation; where the term is refused, what the refusal says, if it has a remedy."""
    try:
        return read_term(term)
    except BadInput as refused:
        return refused.says if refused.remedy else ""


@pytest.mark.parametrize("term", ["", "的", "的父亲", "_", "s", "great", "’", "父" * 201])
def test_what_is_no_term_is_refused_with_a_remedy(term: str) -> None:
    assert isinstance(read_or_refused(term), str)
    assert read_or_refused(term)


@given(st.text(max_size=30) | st.lists(st.sampled_from(known_words()), max_size=5).map("s_".join))
def test_no_text_whatever_crashes(term: str) -> None:
    assert read_or_refused(term)


@given(
    st.lists(st.sampled_from([noun for noun in NOUNS if "_" not in noun]), min_size=1, max_size=5)
)
def test_any_composition_of_english_nouns_is_a_term(nouns: list[str]) -> None:
    relation = read_or_refused("s_".join(nouns))
    assert relation
    assert isinstance(relation, tuple) or "本人" in relation


SEXES = st.sampled_from(["m", "f", None])
STEPS = st.one_of(
    st.builds(
        Step,
        st.sampled_from(["parent", "child"]),
        sex=SEXES,
        how=st.sampled_from(["plain", "adoptive", "raised"]),
    ),
    st.builds(Step, st.just("spouse"), sex=SEXES, how=st.sampled_from(["plain", "ended"])),
    st.builds(
        Step,
        st.just("sibling"),
        sex=st.sampled_from(["m", "f"]),
        elder=st.sampled_from([True, False, None]),
        how=st.sampled_from(["plain", "half", "same-father", "same-mother"]),
    ),
)


@given(st.lists(STEPS, min_size=1, max_size=4))
def test_what_is_said_in_words_is_read_as_the_same_class(steps: list[Step]) -> None:
    try:
        relation: Relation = shortened(steps)
    except BadInput:
        return
    verdict = judge(relation, LAW)
    for words in (in_chinese(relation), in_english(relation)):
        assert judge(read_term(words), LAW).words == verdict.words, words


@pytest.mark.parametrize("term", sorted(chinese_terms()))
def test_every_term_is_said_and_read_again(term: str) -> None:
    relation = read_term(term)
    assert read_term(in_chinese(relation)) == relation
    assert read_term(in_english(relation)) == relation
