"""What tests share at their beginning is shared safely: shipped definitions, copies of closed casebooks."""

from dataclasses import replace
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from tests.casebook_templates import empty_session, make_or_copy
from tests.shared_definitions import RESOURCES, once


def test_what_ships_is_read_once_and_what_a_test_made_is_read_anew(tmp_path: Path) -> None:
    read: list[tuple[Path, object]] = []

    def reading(folder: Path, facts: object) -> object:
        read.append((folder, facts))
        return object()

    shared, facts, others = once(reading), {"employees": 1}, {"employees": 2}
    assert shared(RESOURCES, facts) is shared(RESOURCES, facts)
    assert shared(RESOURCES, facts) is not shared(RESOURCES, others)
    assert shared(tmp_path, facts) is not shared(tmp_path, facts)
    assert read == [(RESOURCES, facts), (RESOURCES, others), (tmp_path, facts), (tmp_path, facts)]


def test_a_copied_casebook_is_sound_and_nobody_elses(tmp_path: Path) -> None:
    # The first is the one that was made, the others are copies.
    folders = [tmp_path / name for name in ("made", "copied", "copied again")]
    for number, folder in enumerate(folders):
        with empty_session(tmp_path / "templates", folder) as session:
            assert session.services.maintenance.check(deep=True).problems == ()
            consultant = session.services.maintenance.consultant()
            assert consultant.name == "測試顧問"
            session.services.maintenance.set_consultant(replace(consultant, name=f"顧問{number}"))


def test_a_casebook_still_open_is_not_copied(tmp_path: Path) -> None:
    opened: list[bootstrap.Session] = []
    folder = tmp_path / "casebook"
    try:
        with pytest.raises(AssertionError, match="still open"):
            make_or_copy(
                tmp_path / "template",
                folder,
                lambda: opened.append(bootstrap.create_session(folder, Consultant("", "測試顧問"))),
            )
    finally:
        for session in opened:
            session.close()
    assert not (tmp_path / "template").exists()
