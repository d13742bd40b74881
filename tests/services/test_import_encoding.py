"""What an import says of how it decoded a text file: the codec programs know, and whether it was guessed."""

from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import ONE_FIRM
from tests.sheets import write_csv


@pytest.mark.parametrize(
    ("written", "codec", "guessed"), [("cp950", "cp950", True), ("utf-8", "utf-8", False)]
)
def test_a_report_names_the_codec_and_the_guess(
    services: Services, tmp_path: Path, written: str, codec: str, guessed: bool
) -> None:
    path = write_csv(tmp_path / "roster.csv", ONE_FIRM, written)
    report = services.intake.import_roster(path, ImportChoices()).value
    assert (report.encoding, report.encoding_guessed) == (codec, guessed)


def test_a_codec_the_person_named_is_no_guess(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "roster.csv", ONE_FIRM, "cp950")
    report = services.intake.import_roster(path, ImportChoices(encoding="CP950")).value
    assert (report.encoding, report.encoding_guessed) == ("cp950", False)
