"""The items of the edition of ROC year 105 are laid down: verdicts, decisions and applications name them.

``items_105.txt`` changes only with a correction that says which item it corrects and why.
"""

from pathlib import Path

from backbone_desktop.domain.measure import Edition

LAID_DOWN = Path(__file__).with_name("items_105.txt")


def test_item_ids_and_names_are_those_laid_down(edition: Edition) -> None:
    found = [f"{item.id} {item.name}" for measure in edition.measures for item in measure.items]
    assert found == LAID_DOWN.read_text(encoding="utf-8").splitlines()


def test_measures_whose_services_differ_have_several_items(edition: Edition) -> None:
    several = {measure.number for measure in edition.measures if len(measure.items) > 1}
    assert several >= {6, 12, 13, 14, 16, 17, 18, 19, 23, 31, 32, 33, 34, 35, 36, 40, 41}
