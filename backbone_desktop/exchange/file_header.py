"""Which columns a file has and which system it was exported from, before any of its rows is read.

Rule: a source is known by its columns, wherever they stand; file names and the order of columns say nothing.
"""

from collections.abc import Collection, Mapping

from backbone_desktop.domain.questionnaire import Form
from backbone_desktop.domain.text import fold
from backbone_desktop.exchange.form_layout import META_SHEET
from backbone_desktop.exchange.mapping import ColumnFinder, find_columns
from backbone_desktop.exchange.sheets.source import SheetSource

_SYSTEMS = (
    ("KoboToolbox", frozenset({"_uuid", "_submission_time", "_validation_status"})),
    ("LimeSurvey", frozenset({"submitdate", "startlanguage", "回應id", "responseid"})),
    ("SurveyCake", frozenset({"填答時間", "填答秒數", "ip紀錄"})),
    ("Microsoft Forms", frozenset({"完成時間", "completiontime"})),
    ("Google Forms", frozenset({"時間戳記", "timestamp"})),
)
"""Export systems by columns that only they add, the more particular first."""


def read_header(source: SheetSource, form: Form, mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Return the headers of the sheet that answers the most questions; none for our own form.

    Args:
        source: The opened file.
        form: The questionnaire, or the roster's columns.
        mapping: Question code by header, as chosen or remembered.
    """
    if any(table.name == META_SHEET for table in source.tables):
        return ()
    finder = ColumnFinder(form, mapping)
    found = [columns for table in source.tables if (columns := find_columns(table, finder))]
    if not found:
        return ()
    best = max(found, key=lambda each: each.recognised)
    return tuple(each.header for each in best.columns)


def export_system(headers: Collection[str]) -> str:
    """Return the name of the service whose own columns are among the headers, empty when none is."""
    keys = {fold(header.rsplit("/", 1)[-1]) for header in headers}
    return next((name for name, marks in _SYSTEMS if marks & keys), "")
