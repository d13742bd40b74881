"""Where things stand in the questionnaire workbook, for its writer and its reader.

Rule: answers are found by the hidden code beside them, never by their row.
"""

FORM_SHEET = "輔導需求問卷"
META_SHEET = "form_meta"
LISTS_SHEET = "form_lists"

CODE_COLUMN = 1
LABEL_COLUMN = 2
ENTRY_COLUMN = 3
HINT_COLUMN = 4

OPTION_MARK = "="
"""Joins a question's code and a choice's code where each choice has a line of its own."""

TICK = "✓"

META_FORM = "form"
META_ENTERPRISE = "enterprise"
META_UBN = "ubn"
META_NAME = "name"
META_PREFILL = "prefill"
"""Keys of the hidden sheet; each row is a key and a text."""
