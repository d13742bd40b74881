"""The catalogue as a workbook: whole, readable, and read back as the same edition."""

from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from openpyxl import load_workbook

from backbone_desktop.domain.codes import Aspect, Holder, LabelledCode
from backbone_desktop.domain.criterion import (
    Comparison,
    Condition,
    Criterion,
    CriterionGroup,
    GroupKind,
    Role,
)
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.funding import Effect, MoneyKind, MoneyTerm, Per, Preference
from backbone_desktop.domain.measure import (
    Applicant,
    ContactRole,
    Edition,
    Measure,
    MeasureContact,
    OddityNote,
    Section,
    ServiceItem,
    Website,
)
from backbone_desktop.domain.service_group import GroupContact, GroupService, ServiceGroup
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind, WindowSpan
from backbone_desktop.exchange.catalogue_book import layout
from backbone_desktop.exchange.catalogue_book.reader import read_catalogue_book
from backbone_desktop.exchange.catalogue_book.writer import write_catalogue_book
from backbone_desktop.exchange.definitions import canonical_text, read_edition, read_facts
from tests.exchange.edition_strategies import AWKWARD, editions
from tests.sheets import small_workbook, two_far_corners

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"
FACTS = read_facts(RESOURCES)
CODES = (
    *(Aspect, Holder, Effect, MoneyKind, Per, Applicant, ContactRole),
    *(WindowKind, WindowFlag, Role, Comparison, GroupKind),
)


@pytest.fixture(scope="module")
def shipped() -> Edition:
    return read_edition(RESOURCES / "catalogue" / "105", FACTS)


@pytest.fixture(scope="module")
def book(shipped: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "catalogue.xlsx"
    write_catalogue_book(shipped, FACTS, path)
    return path


def test_export_import_export_is_the_identity(book: Path, shipped: Edition, tmp_path: Path) -> None:
    again = read_catalogue_book(book, FACTS)
    assert again == shipped
    assert canonical_text(again) == canonical_text(shipped)
    write_catalogue_book(again, FACTS, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()


# Each example starts a process, so a failing one is shown as it is found instead of being made smaller.
@pytest.mark.slow("writes and reads many workbooks")
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(edition=editions(FACTS))
def test_any_edition_survives_its_workbook(edition: Edition) -> None:
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "1.xlsx"), Path(folder, "2.xlsx")
        write_catalogue_book(edition, FACTS, first)
        again = read_catalogue_book(first, FACTS)
        assert replace(again, digest="") == edition
        write_catalogue_book(again, FACTS, second)
        assert first.read_bytes() == second.read_bytes()


def test_a_program_that_saves_the_workbook_anew_changes_nothing(
    book: Path, shipped: Edition, tmp_path: Path
) -> None:
    workbook = load_workbook(book)
    workbook.save(tmp_path / "saved.xlsx")
    assert read_catalogue_book(tmp_path / "saved.xlsx", FACTS) == shipped


def test_moved_columns_and_added_empty_rows_change_nothing(
    book: Path, shipped: Edition, tmp_path: Path
) -> None:
    workbook = load_workbook(book)
    workbook["經費"].insert_rows(10, 3)
    sheet = workbook["聯絡單位"]
    for row in sheet.iter_rows():
        row[3].value, row[4].value = row[4].value, row[3].value
    workbook.create_sheet("我的備忘").append(["自己的筆記"])
    workbook.save(tmp_path / "moved.xlsx")
    assert read_catalogue_book(tmp_path / "moved.xlsx", FACTS) == shipped


def test_codes_and_dates_may_be_typed_as_a_person_would(book: Path, shipped: Edition, tmp_path: Path) -> None:
    workbook = load_workbook(book)
    workbook["措施"]["C3"].value = "talent"
    contacts = workbook["中堅企業優惠"]
    row = next(row for row in contacts.iter_rows(min_row=3) if row[1].value and "、" in str(row[1].value))
    row[1].value = str(row[1].value).replace("、", ", ")
    windows = workbook["申請期間"]
    for window in windows.iter_rows(min_row=3):
        if window[9].value == "105/01/01":
            window[9].value = datetime(2016, 1, 1)  # noqa: DTZ001 - as Excel keeps a day
    workbook.save(tmp_path / "typed.xlsx")
    assert read_catalogue_book(tmp_path / "typed.xlsx", FACTS) == shipped


def test_what_looks_like_a_formula_is_written_as_text(shipped: Edition, tmp_path: Path) -> None:
    measures = tuple(
        replace(measure, summary=text) for measure, text in zip(shipped.measures, AWKWARD, strict=False)
    )
    write_catalogue_book(replace(shipped, measures=measures), FACTS, tmp_path / "x.xlsx")
    for cells in load_workbook(tmp_path / "x.xlsx")["措施"].iter_rows(min_row=3, min_col=5, max_col=5):
        assert cells[0].data_type == "s", cells[0].value


def test_a_person_can_read_and_edit_every_sheet(book: Path) -> None:
    workbook = load_workbook(book)
    assert workbook.sheetnames[:10] == [
        "版本", "措施", "服務項目", "申請條件", "申請期間", "經費",
        "中堅企業優惠", "聯絡單位", "網站", "校註",
    ]  # fmt: skip
    for sheet in layout.SHEETS:
        shown = workbook[sheet.name]
        headers = [cell.value for cell in shown[layout.HEADER_ROW]]
        assert headers == [column.header for column in sheet.columns]
        assert shown.row_dimensions[layout.KEY_ROW].hidden
        assert str(shown.freeze_panes).endswith(str(layout.FIRST_ROW))
        assert shown.auto_filter.ref
        offered = {each.formula1 for each in shown.data_validations.dataValidation if each.type == "list"}
        assert bool(offered) == any(column.shape in {"code", "flag"} for column in sheet.columns), sheet.name
    criteria = workbook["申請條件"]
    facts = {cell.value for cell in criteria["J"][layout.HEADER_ROW :]} - {None, ""}
    assert facts <= {each.label for each in FACTS.values()}


@pytest.mark.parametrize("kind", CODES)
def test_the_words_of_codes_are_told_apart_and_can_be_listed(kind: type[LabelledCode]) -> None:
    labels = [member.label for member in kind]
    assert all(labels)
    assert len({*labels, *(member.value for member in kind)}) == 2 * len(labels)
    assert not any(set(label) & set("、,，;； \n") for label in labels)


def test_comparisons_and_groups_share_a_column_without_sharing_words() -> None:
    assert not {each.label for each in Comparison} & {each.label for each in GroupKind}


RECORDS: tuple[tuple[layout.Sheet, tuple[type, ...], set[str], set[str]], ...] = (
    (layout.MEASURES, (Measure,), {"id", "items", "contacts", "websites", "preferences", "notes"}, set()),
    (layout.ITEMS, (ServiceItem,), {"id", "window", "conditions", "money"}, {"measure"}),
    (
        layout.CRITERIA,
        (Condition, Criterion, CriterionGroup),
        {"node", "members", "comparison", "kind"},
        {"measure", "item", "parent", "test"},
    ),
    (layout.WINDOWS, (Window, WindowSpan), {"spans"}, {"measure", "item"}),
    (layout.MONEY, (MoneyTerm,), set(), {"measure", "item"}),
    (layout.PREFERENCES, (Preference,), set(), {"measure"}),
    (layout.CONTACTS, (MeasureContact,), set(), {"measure"}),
    (layout.WEBSITES, (Website,), set(), {"measure"}),
    (layout.NOTES, (OddityNote,), set(), {"measure"}),
    (layout.SECTIONS, (Section,), set(), set()),
    (layout.GROUP_CONTACTS, (GroupContact,), set(), set()),
    (layout.GROUP_SERVICES, (GroupService,), set(), set()),
)


@pytest.mark.parametrize(
    ("sheet", "kinds", "elsewhere", "added"), RECORDS, ids=lambda each: getattr(each, "name", "")
)
def test_every_field_of_a_record_has_its_column(
    sheet: layout.Sheet, kinds: tuple[type, ...], elsewhere: set[str], added: set[str]
) -> None:
    names = {each.name for kind in kinds for each in fields(kind)}
    assert set(sheet.keys) - {layout.NAME_NOTE} == names - elsewhere | added


def test_every_field_of_the_edition_has_its_line() -> None:
    edition = {each.name for each in fields(Edition)} - {"digest", "measures", "sections", "group"}
    group = {f"group.{each.name}" for each in fields(ServiceGroup)} - {"group.contacts", "group.services"}
    assert {column.key for column in layout.HEAD} == edition | group


@pytest.mark.parametrize("content", [small_workbook(), two_far_corners(), b"a,b\n1,2\n", b"", b"PK\x03\x04"])
def test_another_file_is_refused_before_anything_is_read_from_it(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataFileError) as refused:
        read_catalogue_book(path, FACTS)
    assert refused.value.remedy
