"""Reading what became of the agencies the catalogue names.

Rule: one name has one successor, and a chain of names goes forward in time.
"""

from collections.abc import Iterable
from datetime import date

from backbone_desktop.domain.agency import AgencyChange, AgencyHistory
from backbone_desktop.exchange.definitions.toml_table import Table
from backbone_desktop.exchange.definitions.written_dates import read_day


def read_agencies(root: Table) -> AgencyHistory:
    """Read ``agencies.toml``."""
    tables = root.tables("changes")
    history = AgencyHistory(
        changes=tuple(_read_change(each) for each in tables),
        unchanged=root.texts("unchanged"),
        unchanged_as_of=read_day(root, "unchanged_as_of") or date.min,
    )
    _check_names(history, tables)
    _check_chains(history, tables)
    return history


def _read_change(table: Table) -> AgencyChange:
    change = AgencyChange(
        name=table.text("name"),
        successor=table.text("successor"),
        since=read_day(table, "since") or date.min,
        source=table.text("source"),
        aliases=table.texts("aliases"),
        since_proven=table.flag("since_proven", default=True),
        note=table.text("note", ""),
    )
    if change.successor and change.successor in change.names:
        table.problem("successor", "與原名稱相同。")
    table.close()
    return change


def _check_names(history: AgencyHistory, tables: Iterable[Table]) -> None:
    seen = set(history.unchanged)
    for change, table in zip(history.changes, tables, strict=True):
        for name in change.names:
            if name and name in seen:
                table.problem("name", f"「{name}」另有記載。")
            seen.add(name)


def _check_chains(history: AgencyHistory, tables: Iterable[Table]) -> None:
    days = {name: change.since for change in history.changes for name in change.names}
    for change, table in zip(history.changes, tables, strict=True):
        later = days.get(change.successor)
        if later is not None and later <= change.since:
            table.problem("successor", f"「{change.successor}」的改制日期須晚於此項。")
