"""A file of 3,000 rows taken back, done again and taken back again, with five firms edited in between."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services, Session
from backbone_desktop.domain.identifiers import CaseId, UbnRule, check_ubn
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import counts
from tests.services.record_pictures import Picture, differing, picture

PART = 1_000
EDITED = 5
HEADERS = ("統一編號", "企業名稱", "地址", "電話", "聯絡人", "聯絡電話", "指派日期", "實收資本額", "員工人數")


def valid_ubns() -> Iterator[str]:
    numbers = (f"{number:08d}" for number in range(4_500_000, 5_000_000))
    return (each for each in numbers if check_ubn(each).rule is not UbnRule.NEITHER)


UBNS = list(islice(valid_ubns(), 3 * PART))
EQUAL, CHANGED, NEW = UBNS[:PART], UBNS[PART : 2 * PART], UBNS[2 * PART :]


def write_roster(path: Path, ubns: list[str], moved: frozenset[str] = frozenset()) -> Path:
    """Write a roster; firms that ``moved`` have another address, contact number and capital."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for place, ubn in enumerate(ubns):
            side = "9" if ubn in moved else "1"
            firm = f"測試第{ubn}號股份有限公司"
            address, phone = f"臺中市測試路{side}{place}號", f"(04)2359-{place:04d}"
            mobile, capital = f"0912-{side}00-{place % 1000:03d}", f"{side}000000"
            writer.writerow((ubn, firm, address, phone, "測試窗口", mobile, "105/03/01", capital, "90"))
    return path


@pytest.fixture
def edited(services: Services, session: Session, tmp_path: Path) -> tuple[Picture, list[CaseId]]:
    """Import the large file and edit five new firms; return the records before, and the five cases."""
    services.intake.import_roster(write_roster(tmp_path / "a.csv", [*EQUAL, *CHANGED]), ImportChoices())
    before = picture(session)
    path = write_roster(tmp_path / "b.csv", [*EQUAL, *CHANGED, *NEW], frozenset(CHANGED))
    report = services.intake.import_roster(path, ImportChoices()).value
    assert counts(report) == (PART, PART, PART, 0)
    cases = [services.casework.find(ubn).id for ubn in NEW[:: PART // EDITED]]
    for case in cases:
        services.casework.set_facts(case, {"employees": 300})
    return before, cases


def firms(services: Services) -> int:
    return sum(services.casework.stage_counts().values())


@pytest.mark.slow("imports and takes back three thousand rows")
def test_995_go_old_values_come_back_and_five_are_kept_and_listed(
    services: Services, session: Session, edited: tuple[Picture, list[CaseId]]
) -> None:
    before, cases = edited
    batch = services.batches.list()[0].id
    imported = picture(session)
    kept = [services.casework.open(case) for case in cases]

    for _ in range(2):
        report = services.batches.undo(batch).value
        assert (report.removed, report.restored) == (PART - EDITED, PART)
        assert sorted(each.case for each in report.kept) == sorted(cases)
        assert {each.reason for each in report.kept} == {"基本資料後來有填寫或修改"}
        assert firms(services) == 2 * PART + EDITED
        now = picture(session)
        assert all(rows <= now[name] for name, rows in before.items())
        assert len(now["enterprise"]) == len(before["enterprise"]) + EDITED
        assert [services.casework.open(case) for case in cases] == kept
        assert services.maintenance.check(deep=True).problems == ()

        redone = services.batches.redo(batch).value
        assert (redone.restored, redone.removed, redone.kept) == (2 * PART - EDITED, 0, ())
        assert differing(imported, picture(session)) == []
    assert services.maintenance.check(deep=True).problems == ()
