"""A file is read once while its bytes stay, and never imported by what another content was decided to be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.correction import CellPlace
from backbone_desktop.domain.errors import FileChangedError
from backbone_desktop.exchange.sheets import source
from backbone_desktop.exchange.sheets.delimited import read_delimited
from backbone_desktop.exchange.sheets.table import SheetTable
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import counts, log_head
from tests.sheets import write_csv

ROSTER = """
| 統一編號 | 企業名稱 |
| 04595257 | 測試甲股份有限公司 |
| 12AB56 | 測試乙股份有限公司 |
"""
SHIFTED = """
| 統一編號 | 企業名稱 |
| 12345675 | 測試丙股份有限公司 |
| 04595257 | 測試甲股份有限公司 |
| 12AB56 | 測試乙股份有限公司 |
"""


def test_a_file_changed_after_its_preview_is_not_imported(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "roster.csv", ROSTER)
    seen = services.intake.preview_roster(path, ImportChoices())
    choices = ImportChoices(fixes={CellPlace("roster", 3, "統一編號"): "10458575"}, digest=seen.digest)
    assert counts(services.intake.preview_roster(path, choices)) == (2, 0, 0, 0)
    head = log_head(services)
    write_csv(path, SHIFTED)

    for act in (services.intake.preview_roster, services.intake.import_roster):
        with pytest.raises(FileChangedError) as refusal:
            act(path, choices)
        assert "roster.csv" in refusal.value.detail
    assert log_head(services) == head


def test_without_a_word_on_what_was_seen_a_changed_file_is_read_anew(
    services: Services, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "roster.csv", ROSTER)
    assert counts(services.intake.preview_roster(path, ImportChoices())) == (1, 0, 0, 1)
    write_csv(path, SHIFTED)

    assert counts(services.intake.import_roster(path, ImportChoices()).value) == (2, 0, 0, 1)


def test_the_rows_of_a_file_are_read_once(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(tmp_path / "roster.csv", ROSTER)
    read = []

    def counted(text: str, name: str, cancelled: Callable[[], bool]) -> SheetTable:
        read.append(name)
        return read_delimited(text, name, cancelled)

    monkeypatch.setattr(source, "read_delimited", counted)
    for act in (services.intake.sample, services.intake.preview_roster, services.intake.import_roster):
        act(path, ImportChoices())
    assert len(read) == 1

    services.intake.preview_roster(path, ImportChoices())
    services.intake.preview_roster(path, ImportChoices(encoding="cp950"))
    assert len(read) == 3
