"""Of a form that one firm sent more than once the last is taken, and every earlier one says which that is."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.correction import CellPlace
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.exchange.error_workbook import RejectedRow, SourceColumns, write_error_workbook
from backbone_desktop.exchange.responses import ParsedResponse, read_responses
from backbone_desktop.exchange.sheets.source import open_source
from tests.exchange.forms import WholeFile, form, whole
from tests.sheets import write_csv

HEADER = "| 時間戳記 | 統一編號 | 企業名稱 | 廠別 | 員工人數 |"
FIRST = "| 2016/2/15 下午 3:04:05 | 04595257 | 測試甲股份有限公司 | | 150 |"
LATER = "| 2016/2/15 下午 3:20:00 | 04595257 | 測試甲公司 | | 160 |"
LAST = "| 2016/2/16 上午 9:00:00 | 04595257 | 測試甲股份有限公司 | | 170 |"
OTHER = "| 2016/2/17 上午 9:00:00 | 10458575 | 測試乙股份有限公司 | | 40 |"
MIDNIGHT = datetime(2016, 2, 16)  # noqa: DTZ001 - a form's own clock
MOMENTS = st.integers(-3, 3).map(lambda steps: MIDNIGHT + steps * timedelta(seconds=30))


def _read(
    tmp_path: Path, *rows: str, fixes: Mapping[CellPlace, str] | None = None, header: str = HEADER
) -> WholeFile[ParsedResponse]:
    source = open_source(write_csv(tmp_path / "a.csv", "\n".join((header, *rows))))
    return whole(read_responses(source, form(), fixes=fixes or {}))


def _superseded(parsed: WholeFile[ParsedResponse]) -> dict[int, str]:
    """Return what is told of the rows that are not taken because of a later one, by row number."""
    return {
        each.row: issue.message for each in parsed.rows for issue in each.issues if issue.code == "sent-again"
    }


def test_the_earlier_row_names_the_later_one_and_both_times(tmp_path: Path) -> None:
    parsed = _read(tmp_path, FIRST, OTHER, LATER)
    assert [each.rejected for each in parsed.rows] == [True, False, False]
    (issue,) = parsed.rows[0].issues
    assert (issue.column, issue.given) == ("時間戳記", "2016/2/15 下午 3:04:05")
    assert "第 4 列填於 105/02/15 15:20:00，這一列填於 105/02/15 15:04:05，較早" in issue.message
    assert issue.remedy.startswith("不必處理，以第 4 列為準")


def test_of_a_row_that_is_not_taken_nothing_else_is_to_be_put_right(tmp_path: Path) -> None:
    unreadable = FIRST.replace("150", "一百多")
    with_a_person = FIRST.replace("150", "A123456789")
    assert [each.code for each in _read(tmp_path, unreadable, LATER).rows[0].issues] == ["sent-again"]
    told = [each.code for each in _read(tmp_path, with_a_person, LATER).rows[0].issues]
    assert told == ["sent-again", "national-id"]


@pytest.mark.parametrize(
    ("rows", "taken"),
    [
        ((FIRST, LATER), 3),
        ((LATER, FIRST), 2),
        ((LAST, FIRST, LATER), 2),
        ((FIRST, LAST, LATER), 3),
        ((FIRST, LATER, LAST), 4),
    ],
)
def test_the_last_one_is_taken_wherever_it_stands(tmp_path: Path, rows: tuple[str, ...], taken: int) -> None:
    parsed = _read(tmp_path, *rows)
    assert [each.row for each in parsed.rows if not each.rejected] == [taken]
    assert all(f"第 {taken} 列" in told for told in _superseded(parsed).values())


@pytest.mark.parametrize(
    "second",
    [
        "| 2016/2/15 下午 3:04:05 | 04595257 | 測試甲股份有限公司 | | 160 |",
        "| 2016/2/15 | 04595257 | 測試甲股份有限公司 | | 160 |",
        "| | 04595257 | 測試甲股份有限公司 | | 160 |",
        "| 前天 | 04595257 | 測試甲股份有限公司 | | 160 |",
        "| 42420 | 04595257 | 測試甲股份有限公司 | | 160 |",
        "| 2016/2/16 15:00 | 04595257 | 測試甲股份有限公司 | 二廠 | 160 |",
        "| 2016/2/16 15:00 | 04595257 | 測試丁股份有限公司 | | 160 |",
        "| 2016/2/16 15:00 | | 測試甲股份有限公司 | | 160 |",
        "| 2016/2/16 15:00 | 12A | 測試甲股份有限公司 | | 160 |",
    ],
)
def test_rows_that_time_or_name_do_not_tell_apart_stay_what_they_are(tmp_path: Path, second: str) -> None:
    assert _superseded(_read(tmp_path, FIRST, second)) == {}


def test_days_tell_apart_where_one_row_knows_no_time(tmp_path: Path) -> None:
    day = "| 2016/2/14 | 04595257 | 測試甲股份有限公司 | | 140 |"
    assert list(_superseded(_read(tmp_path, FIRST, day))) == [3]


@given(sent=st.lists(st.tuples(MOMENTS, st.integers(1, 3)), min_size=1, max_size=5), chance=st.randoms())
def test_whatever_the_order_only_rows_of_the_last_moment_are_taken(
    sent: list[tuple[datetime, int]], chance: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [f"| {moment:%Y/%m/%d %H:%M:%S} | 04595257 | 測試甲公司 | | {number} |" for moment, number in sent]
    chance.shuffle(rows)
    parsed = _read(tmp_path_factory.mktemp("sent"), *rows)
    taken = Counter(each.answers["employees"] for each in parsed.rows if not each.rejected)
    last = max(moment for moment, _ in sent)
    assert taken == Counter(number for moment, number in sent if moment == last)
    assert len(_superseded(parsed)) == len(sent) - taken.total()


def test_one_row_that_does_not_say_when_leaves_all_of_its_firm_alone(tmp_path: Path) -> None:
    silent = "| | 04595257 | 測試甲股份有限公司 | | 160 |"
    assert _superseded(_read(tmp_path, FIRST, silent, LAST)) == {}


def test_without_a_time_stamp_nothing_is_later(tmp_path: Path) -> None:
    header = HEADER.replace("時間戳記", "收件編號")
    assert _superseded(_read(tmp_path, FIRST, LAST, header=header)) == {}


def test_a_cell_typed_anew_counts(tmp_path: Path) -> None:
    sheet = _read(tmp_path, FIRST, LATER).rows[0].sheet
    times = {CellPlace(sheet, 2, "時間戳記"): "105/02/20"}
    names = {CellPlace(sheet, 2, "廠別"): "二廠"}
    assert list(_superseded(_read(tmp_path, FIRST, LATER, fixes=times))) == [3]
    assert _superseded(_read(tmp_path, FIRST, LATER, fixes=names)) == {}


def test_universal_time_is_compared_on_taiwans_clock(tmp_path: Path) -> None:
    """Both stamps are of KoboToolbox; the one with an offset is the earlier, whatever its digits say."""
    header = HEADER.replace("時間戳記", "_submission_time")
    earlier = "| 2016-02-15T20:00:00+08:00 | 04595257 | 測試甲股份有限公司 | | 150 |"
    later = "| 2016-02-15T13:00:00 | 04595257 | 測試甲股份有限公司 | | 160 |"
    assert list(_superseded(_read(tmp_path, earlier, later, header=header))) == [2]


def test_a_row_that_was_sent_again_is_not_among_those_to_be_put_right(tmp_path: Path) -> None:
    """Brought in by itself, it would take the place of the later one."""
    unreadable = "| 2016/2/18 | 12A | 測試丙股份有限公司 | | 40 |"
    parsed = _read(tmp_path, FIRST, LAST, unreadable)
    rejected = [RejectedRow(each.cells, each.issues) for each in parsed.rows if each.rejected]
    out = tmp_path / "退回.xlsx"
    write_error_workbook(SourceColumns(parsed.headers, parsed.columns, form()), rejected, out)
    assert len(rejected) == 2
    assert [row.text(1) for row in open_source(out).tables[0].rows] == ["統一編號", "12A"]


def test_looking_for_later_rows_can_be_stopped(tmp_path: Path) -> None:
    source = open_source(write_csv(tmp_path / "a.csv", f"{HEADER}\n{FIRST}"))
    with pytest.raises(Cancelled):
        read_responses(source, form(), cancelled=lambda: True)
