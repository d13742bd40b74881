"""What can be done to a fact, as a menu on its row (right button, menu key, Shift+F10).

Rule: nothing is offered that would change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.ui.case_file.profile_presenter import FactView


@dataclass(frozen=True, slots=True)
class RowActs:
    """What a row can be told."""

    edit: Callable[[], object]
    confirm: Callable[[], object]
    mark_unknown: Callable[[], object]
    refuse: Callable[[], object]
    unfold: Callable[[], object]


def fact_menu(parent: QWidget, view: FactView, acts: RowActs) -> QMenu:
    """Return the menu of one fact; the caller shows it."""
    menu = QMenu(parent)
    menu.addAction(parent.tr("修改…"), acts.edit)
    if view.unconfirmed and view.known:
        menu.addAction(parent.tr("確認內容無誤"), acts.confirm)
    menu.addSeparator()
    if view.known or view.refused:
        menu.addAction(parent.tr("標為未知"), acts.mark_unknown)
    if not view.refused:
        menu.addAction(parent.tr("標為拒答"), acts.refuse)
    menu.addSeparator()
    menu.addAction(parent.tr("看歷程與相關措施"), acts.unfold)
    return menu
