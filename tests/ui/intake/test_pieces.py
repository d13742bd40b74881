"""A line of pieces says where it was cut."""

import pytest
from PySide6.QtGui import QFont

from backbone_desktop.ui.intake.pieces import Manner, Piece, cut_to

CHANGES = (
    Piece("員工人數"),
    Piece("101 人", Manner.STRUCK),
    Piece("→", Manner.QUIET),
    Piece("131 人", Manner.BOLD),
    Piece("原值已確認", Manner.TAG),
    Piece("等 3 項", Manner.QUIET),
)


@pytest.mark.usefixtures("qtbot")
def test_what_fits_is_shown_whole() -> None:
    assert cut_to(CHANGES, 2_000, QFont()) == CHANGES


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("room", range(40, 320, 3))
def test_what_is_left_out_is_shown_as_left_out(room: int) -> None:
    shown = cut_to(CHANGES, room, QFont())
    assert shown == CHANGES or shown[-1].text.endswith("…")
    assert shown[:-1] == CHANGES[: len(shown) - 1]
