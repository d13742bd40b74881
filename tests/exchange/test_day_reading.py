"""A time stamp is read on the clock it was written on, which KoboToolbox leaves to its header."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backbone_desktop.domain.intake import Issue
from backbone_desktop.exchange.responses import ParsedResponse, read_responses
from backbone_desktop.exchange.sheets.source import open_source
from tests.exchange.forms import form
from tests.sheets import write_csv, write_xlsx

KOBO = "_submission_time"
NIGHT = datetime(2016, 2, 15, 16, 0, 1, tzinfo=UTC)
"""The first second of the next day in Taiwan."""


def _answered(path: Path, header: str, cell: str) -> tuple[date | None, tuple[Issue, ...]]:
    table = f"| {header} | 統一編號 | 企業名稱 |\n| {cell} | 04595257 | 測試甲股份有限公司 |"
    write = write_xlsx if path.suffix == ".xlsx" else write_csv
    response: ParsedResponse
    (response,) = read_responses(open_source(write(path, table)), form()).rows
    return response.answered_on, response.issues


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("cell", ["2016-02-15T16:00:01", "2016-02-15 16:00:01.250"])
def test_a_time_of_kobotoolbox_is_universal_time(tmp_path: Path, suffix: str, cell: str) -> None:
    answered_on, issues = _answered(tmp_path / f"a.{suffix}", KOBO, cell)
    assert answered_on == date(2016, 2, 16)
    (issue,) = issues
    assert (issue.code, issue.given) == ("to-confirm", cell)
    assert f"「{cell}」是世界標準時間（UTC），換算為臺灣時間後是 105/02/16。" in issue.message


def test_by_day_both_clocks_show_the_same_date(tmp_path: Path) -> None:
    assert _answered(tmp_path / "a.csv", KOBO, "2016-02-15T15:59:59") == (date(2016, 2, 15), ())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2016-02-15T16:00:01Z", date(2016, 2, 16)),
        ("2016-02-15T16:00:01+00:00", date(2016, 2, 16)),
        ("2016-02-15T16:00:01.123+08:00", date(2016, 2, 15)),
        ("2016-02-15", date(2016, 2, 15)),
    ],
)
@pytest.mark.parametrize("header", [KOBO, "填表日期"])
def test_a_zone_in_the_cell_counts_under_every_header(
    tmp_path: Path, header: str, cell: str, expected: date
) -> None:
    assert _answered(tmp_path / "a.csv", header, cell)[0] == expected


@pytest.mark.parametrize("header", ["時間戳記", "submitdate", "Completion time"])
def test_other_services_write_the_time_of_the_office(tmp_path: Path, header: str) -> None:
    assert _answered(tmp_path / "a.csv", header, f"{NIGHT:%Y-%m-%d %H:%M:%S}") == (date(2016, 2, 15), ())
