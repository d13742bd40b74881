import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from backbone_desktop.domain.criterion import Comparison, Criterion, CriterionGroup, GroupKind, Role
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.funding import MoneyKind
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.window import WindowKind
from backbone_desktop.exchange.definitions import canonical_text, read_edition
from tests.exchange.definition_files import (
    EDITION,
    MEASURE,
    read_small_edition,
    refusal_of,
    small_facts,
    spoil,
    write_edition,
)


def test_an_edition_is_read_with_its_measures_items_and_group(tmp_path: Path) -> None:
    edition = read_small_edition(tmp_path)
    measure = edition.measure(1)
    assert (edition.id, edition.roc_year, measure.id) == ("105.1", 105, "105-1")
    assert [item.id for item in measure.items] == ["105-1-1", "105-1-2"]
    assert edition.group.funds_used_ntd == 1000
    assert [service.title for service in edition.group.services] == ["服務"]
    assert measure.notes[0].code == "uplift-without-cap"
    assert measure.preferences[0].amount == Decimal(10)


def test_bounds_keep_their_printed_precision(tmp_path: Path) -> None:
    first, second = read_small_edition(tmp_path).measure(1).items
    assert first.window.kind is WindowKind.ROUNDS
    assert first.window.spans[0].opens == PartialDate(2016, 1, 26)
    assert first.window.spans[1].closes == PartialDate(2016, 6)
    assert first.window.spans[1].tentative
    assert second.window.spans[0].opens == PartialDate(2016, 10, part="middle")


def test_thresholds_are_whole_or_exact_numbers_as_the_fact_is(tmp_path: Path) -> None:
    staff, power, old, _ = read_small_edition(tmp_path).measure(1).items[0].conditions
    assert isinstance(staff.node, Criterion)
    assert (staff.node.comparison, staff.node.low, type(staff.node.low)) == (Comparison.AT_LEAST, 100, int)
    assert isinstance(power.node, Criterion)
    assert (power.node.low, power.node.strict) == (Decimal(800), True)
    assert isinstance(old.node, Criterion)
    assert (old.role, old.node.on) == (Role.PRIORITY, date(2006, 1, 1))


def test_groups_nest(tmp_path: Path) -> None:
    readings = read_small_edition(tmp_path).measure(1).items[0].conditions[3].node
    assert isinstance(readings, CriterionGroup)
    assert readings.kind is GroupKind.READINGS
    inner = readings.members[1]
    assert isinstance(inner, CriterionGroup)
    assert (inner.kind, len(inner.members)) == (GroupKind.NOT, 1)


def test_a_condition_the_brochure_does_not_print_is_marked(tmp_path: Path) -> None:
    condition = read_small_edition(tmp_path).measure(1).items[1].conditions[0]
    assert condition.implied
    assert condition.role is Role.HARD


def test_amounts_are_whole_ntd(tmp_path: Path) -> None:
    term = read_small_edition(tmp_path).measure(1).items[0].money[0]
    assert (term.kind, term.high_ntd, term.low_ntd) == (MoneyKind.GRANT_CEILING, 2_000_000, None)


def test_a_measure_without_recorded_criteria_may_lack_conditions(tmp_path: Path) -> None:
    kept, _, rest = MEASURE.partition('[[items.conditions]]\nid = "registered"')
    measure = kept + rest[rest.index("[[preferences]]") :]
    assert refusal_of(tmp_path, measure)
    unrecorded = spoil(measure, "criteria_recorded = true", "criteria_recorded = false")
    assert not read_small_edition(tmp_path, unrecorded).measure(1).criteria_recorded


def test_every_problem_of_every_file_is_listed(tmp_path: Path) -> None:
    measure = spoil(spoil(MEASURE, "low = 100", 'low = "100"'), 'role = "organiser"', 'role = "boss"')
    problems = refusal_of(tmp_path, measure, spoil(EDITION, 'title = "分類"\n', ""))
    assert [line.partition("：")[0] for line in problems] == [
        "edition.toml: sections[1].title",
        "measure-01.toml: items[1].conditions[1].low",
        "measure-01.toml: contacts[1].role",
    ]


def test_the_refusal_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as refused:
        read_small_edition(tmp_path, spoil(MEASURE, "section = 1", "section = 7"))
    assert refused.value.title == "年度版資料無法讀取"
    assert "更正" in refused.value.remedy


def test_the_digest_is_over_what_the_edition_says_however_it_is_written(tmp_path: Path) -> None:
    folder = write_edition(tmp_path)
    facts = small_facts(tmp_path)
    edition = read_edition(folder, facts)
    assert edition.digest == hashlib.sha256(canonical_text(edition).encode()).hexdigest()
    path = folder / "measure-01.toml"
    path.write_bytes(b"# a remark\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_edition(folder, facts).digest == edition.digest
    path.write_text(path.read_text("utf-8").replace("(02)0000-0000", "(02)0000-0001"), "utf-8")
    assert read_edition(folder, facts).digest != edition.digest


def test_a_missing_measure_file_is_named(tmp_path: Path) -> None:
    problems = refusal_of(tmp_path, edition=spoil(EDITION, "measures = 1", "measures = 2"))
    assert problems == ["measure-02.toml：缺少此檔案，或檔案無法讀取。"]


def test_a_file_the_edition_does_not_announce_is_named(tmp_path: Path) -> None:
    (write_edition(tmp_path) / "measure-1.toml").write_text(MEASURE, encoding="utf-8")
    assert refusal_of(tmp_path) == ["measure-1.toml：不是本年度版公告的檔案。"]


def test_a_folder_without_an_edition_is_refused(tmp_path: Path) -> None:
    facts = small_facts(tmp_path)
    with pytest.raises(DataFileError, match=r"edition\.toml"):
        read_edition(tmp_path, facts)
    with pytest.raises(DataFileError, match="無法讀取"):
        read_edition(tmp_path / "nowhere", facts)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"number = ", "不是正確的 TOML"),
        ("number = 1 # 中".encode("cp950"), "不是 UTF-8"),
        (b"a = " + b"[" * 5000, "不是正確的 TOML|巢狀"),
        (b"number = " + b"9" * 5000, "不是正確的 TOML"),
        (b"#" * 1_000_001, "超過"),
    ],
)
def test_bytes_that_are_no_definition_file_are_refused_by_name(
    tmp_path: Path, raw: bytes, expected: str
) -> None:
    folder = write_edition(tmp_path)
    (folder / "measure-01.toml").write_bytes(raw)
    with pytest.raises(DataFileError, match=rf"measure-01\.toml：.*({expected})"):
        read_edition(folder, small_facts(tmp_path))


def test_two_measures_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = write_edition(tmp_path, edition=spoil(EDITION, "measures = 1", "measures = 2"))
    second = MEASURE.replace("第1項", "第2項").replace("number = 1", "number = 2", 1)
    (folder / "measure-02.toml").write_text(second, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"measure-02\.toml: name：與另一項措施同名"):
        read_edition(folder, small_facts(tmp_path))
