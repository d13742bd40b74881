"""Folding, duplicate keys, CP950 and the tokens of the search index."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.text import (
    bigrams,
    cp950_unencodable,
    fold,
    fold_compatibility,
    fold_name,
    query_terms,
    quote,
)

IDEOGRAPHS = st.text(alphabet="中堅企業人才培訓臺", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("台北", "臺北"),
        ("這裏", "這裡"),
        ("羣創", "群創"),
        ("高峯", "高峰"),
        ("温室", "溫室"),
        ("着手", "著手"),
        ("恒春", "恆春"),
        ("ＡＢＣ１２３", "abc123"),
        ("王 大　明", "王大明"),
        ("\u200b王大明\ufeff", "王大明"),
        ("\uf98a", "力"),
        ("葛\U000e0100", "葛"),
    ],
)
def test_variants_fold_to_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(plain=st.text(alphabet=st.characters(max_codepoint=127), max_size=30))
def test_plain_letters_fold_alone_as_they_do_beside_an_ideograph(plain: str) -> None:
    assert fold(plain) + fold("臺") == fold(plain + "臺")


def test_different_characters_stay_different() -> None:
    assert fold("昇陽") != fold("昇揚")
    assert fold("涂") != fold("凃")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(fold(text)) == fold_name(text)


def test_blank_before_an_accent_does_not_hide_a_match() -> None:
    assert fold("Cafe \u0301") == fold("café")


@pytest.mark.parametrize(
    "name",
    [
        "虛構精密股份有限公司",
        "虛構精密有限公司",
        "虛構精密（股）公司",
        "虛構精密(股)",
        "虛構 精密 公司",
        "虛構精密企業社",
        "虛構精密商行",
        "虛構精密 Co., Ltd.",
    ],
)
def test_kind_of_organisation_is_not_part_of_the_duplicate_key(name: str) -> None:
    assert fold_name(name) == "虛構精密"


def test_firms_named_by_their_kind_do_not_collide_by_being_emptied() -> None:
    names = ["有限公司", "股份有限公司", "商行", "企業社", "公司", "有限公司商行"]
    keys = {fold_name(name) for name in names}
    assert len(keys) == len(names)
    assert "" not in keys


def test_different_firms_and_branches_keep_different_keys() -> None:
    assert fold_name("虛構精密有限公司") != fold_name("虛構精機有限公司")
    assert fold_name("虛構精密有限公司") != fold_name("虛構精密有限公司臺中分公司")


def test_blank_name_has_an_empty_key() -> None:
    assert fold_name(" ") == ""


def test_compatibility_ideographs_are_replaced_and_nothing_else() -> None:
    assert fold_compatibility("能\uf98a、１台") == "能力、１台"
    assert fold_compatibility("\U0002f800") == "丽"


def test_the_twelve_ordinary_ideographs_of_that_block_stay() -> None:
    ordinary = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
    assert fold_compatibility(ordinary) == ordinary


@given(st.text(alphabet=st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF)))
def test_no_replaceable_ideograph_is_left(text: str) -> None:
    folded = fold_compatibility(text)
    assert unicodedata.normalize("NFC", folded) == folded


@pytest.mark.parametrize("char", list("碁裏恒粧嫺"))
def test_characters_cp950_has_beyond_big5(char: str) -> None:
    assert cp950_unencodable(char) == []
    with pytest.raises(UnicodeEncodeError):
        char.encode("big5")


@pytest.mark.parametrize("char", list("峯堃喆犇煊栢"))
def test_characters_in_neither_cp950_nor_big5(char: str) -> None:
    assert cp950_unencodable(char) == [char]
    with pytest.raises(UnicodeEncodeError):
        char.encode("big5")


def test_unencodable_characters_are_listed_once_in_order() -> None:
    assert cp950_unencodable("堃記、喆記、堃堂") == ["堃", "喆"]
    assert cp950_unencodable("臺北市，１２３") == []


@given(st.text())
def test_what_is_not_listed_can_be_encoded(text: str) -> None:
    missing = set(cp950_unencodable(text))
    "".join(char for char in text if char not in missing).encode("cp950")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("中堅企業", ["中堅", "堅企", "企業", "業"]),
        ("王", ["王"]),
        ("王 大明", ["王大", "大明", "明"]),
        ("中堅企業 ISO 9001", ["中堅", "堅企", "企業", "業", "iso", "9001"]),
        ("導入ＡＩ技術", ["導入", "入", "ai", "技術", "術"]),
        ("台中、彰化", ["臺中", "中", "彰化", "化"]),
        ("(02)2754-1255", ["02", "2754", "1255"]),
        ("，。", []),
        ("", []),
    ],
)
def test_tokens_of_the_search_index(text: str, tokens: list[str]) -> None:
    assert bigrams(text) == tokens


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("企業", ["企業"]),
        ("中堅企業", ["中堅 堅企 企業"]),
        ("王", ["王"]),
        ("台中 模具", ["臺中", "模具"]),
        ("AI技術", ["ai", "技術"]),
        ("模具 模具", ["模具"]),
        ("，", []),
        (" ", []),
    ],
)
def test_terms_of_a_query(text: str, terms: list[str]) -> None:
    assert query_terms(text) == terms


def found(query: str, text: str) -> bool:
    """Answer a query from the tokens alone, the way the index does."""
    tokens = bigrams(text)

    def holds(term: str) -> bool:
        *whole, last = term.split()
        return any(
            tokens[at : at + len(whole)] == whole and tokens[at + len(whole)].startswith(last)
            for at in range(len(tokens) - len(whole))
        )

    return all(holds(term) for term in query_terms(query))


@given(query=IDEOGRAPHS, text=IDEOGRAPHS)
def test_index_answers_for_ideographs_as_a_search_for_the_substring(query: str, text: str) -> None:
    assert found(query, text) == (query in text)


@given(before=IDEOGRAPHS, wanted=IDEOGRAPHS, after=IDEOGRAPHS)
def test_contained_text_is_always_found(before: str, wanted: str, after: str) -> None:
    assert found(wanted, before + wanted + after)
    assert found(f"{wanted} iso", f"{before}{wanted} ISO9001 {after}")


@given(st.text())
def test_every_text_finds_itself_word_by_word(text: str) -> None:
    assert all(found(word, text) for word in text.split())


def test_quotation_is_cut_to_fit_a_message() -> None:
    assert quote(" 105/2/30 ") == "「105/2/30」"
    assert quote("長" * 50) == f"「{'長' * 40}…」"
