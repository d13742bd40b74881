"""Which cases a measure fits is counted as an office writes numbers."""

from pytestqt.qtbot import QtBot

from backbone_desktop.domain.fit import Fits
from backbone_desktop.ui.measures.fitting_cases import FittingCases
from tests.ui.surroundings import words_on


def test_thousands_are_set_apart(qtbot: QtBot) -> None:
    shown = FittingCases(Fits(assessed=16, cases=5_013), 1, lambda _case: None)
    qtbot.addWidget(shown)
    assert "依各個案最近一次評估；另有 4,997 家尚未以本年度版評估。" in words_on(shown)
