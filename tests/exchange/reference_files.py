"""The committed reference data copied to a folder, where a test spoils one line of it."""

import shutil
from pathlib import Path

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.exchange.definitions.facts_file import read_facts
from backbone_desktop.exchange.definitions.reference_file import read_reference

RESOURCES = Path(__file__).parents[2] / "resources"


def refusal_after(folder: Path, file: str, right: str, wrong: str) -> list[str]:
    """Return the problems listed once ``right`` reads ``wrong`` in one file; empty when there are none."""
    shutil.copytree(RESOURCES / "reference", folder, dirs_exist_ok=True)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(right) >= 1, f"{file} has no {right!r}"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return refusal_of(folder)


def refusal_of(folder: Path) -> list[str]:
    """Return the problems the reader lists for a folder."""
    try:
        read_reference(folder, read_facts(RESOURCES))
    except DataFileError as refusal:
        return refusal.detail.splitlines()
    return []
