"""What the sections of 設定 are made of: a titled card and a form of two columns.

Rule: a section says in one line what its settings do.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QVBoxLayout

from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import card, label


def section(title: str, advice: str) -> tuple[QFrame, QVBoxLayout]:
    """Return a card with its title and what it is about."""
    frame, column = card()
    column.addWidget(label(title, "heading"))
    if advice:
        column.addWidget(label(advice, "second"))
    return frame, column


def form() -> QFormLayout:
    """Return an empty form."""
    result = QFormLayout()
    result.setVerticalSpacing(Space.S)
    result.setHorizontalSpacing(Space.L)
    result.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    result.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return result
