"""Examining an open casebook.

Rule: only reads; says what is wrong in words a consultant can act on.
"""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from backbone_desktop.storage.assessments import unpack
from backbone_desktop.storage.canonical import digest_of
from backbone_desktop.storage.case_lines import stale_lines
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.change_chain import first_broken
from backbone_desktop.storage.engine import Access, connect
from backbone_desktop.storage.inspection import content_problems, count_rows
from backbone_desktop.storage.refusals import translated
from backbone_desktop.storage.triggers import append_only_triggers

_UNINDEXED = text(
    "SELECT count(*) FROM ("
    " SELECT id FROM enterprise UNION ALL SELECT id FROM follow_up UNION ALL SELECT id FROM visit"
    " EXCEPT SELECT record FROM search_entry)"
)
_ORPHANED = text(
    "SELECT count(*) FROM (SELECT id FROM search_entry EXCEPT SELECT id FROM search_index_docsize)"
    " UNION ALL SELECT count(*) FROM (SELECT id FROM search_index_docsize EXCEPT SELECT id FROM search_entry)"
    " UNION ALL SELECT count(*) FROM (SELECT record FROM search_entry EXCEPT"
    " SELECT * FROM (SELECT id FROM enterprise UNION ALL SELECT id FROM follow_up"
    " UNION ALL SELECT id FROM visit))"
)
_DOCUMENTS = (
    (text("SELECT digest, document FROM assessment"), "有媒合評估的內容與紀錄不符。"),
    (text("SELECT digest, document FROM edition"), "有匯入的年度版內容與紀錄不符。"),
)
_TRIGGERS = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found: zh-TW sentences, none for a sound casebook, and the rows of every table."""

    problems: tuple[str, ...]
    counts: Mapping[str, int]


def check_casebook(casebook: Casebook, *, deep: bool = False) -> CheckReport:
    """Examine the file, the references, the change log, the lists and the search index.

    Args:
        casebook: An open casebook; it may go on being used.
        deep: Also compare every index with its table and unpack every assessment and edition; takes longer.

    Raises:
        CasebookDamaged: The file is too damaged to be examined.
    """
    with translated(casebook.path), closing(connect(casebook.path, Access.READ)) as connection:
        problems = [f"{found}。" for found in content_problems(connection, deep=deep)]
        counts = count_rows(connection)
    with casebook.examine() as examined:
        problems.extend(_record_problems(examined))
        if deep:
            problems.extend(_document_problems(examined))
    return CheckReport(tuple(problems), counts)


def _record_problems(connection: Connection) -> Iterator[str]:
    broken = first_broken(connection)
    if broken is not None:
        yield f"變更紀錄自第 {broken} 筆起不連貫，內容可能被程式以外的方式改過。"
    if set(connection.scalars(_TRIGGERS)) != {name for name, _ in append_only_triggers()}:
        yield "保護已記錄內容的機制不完整。"
    stale = stale_lines(connection)
    if stale:
        yield f"個案清單有 {len(stale)} 筆與資料不符。"
    if connection.scalar(_UNINDEXED) or any(connection.scalars(_ORPHANED)):
        yield "搜尋索引與資料不符。"


def _document_problems(connection: Connection) -> Iterator[str]:
    for query, sentence in _DOCUMENTS:
        if not all(_is_sound(row) for row in connection.execute(query)):
            yield sentence


def _is_sound(row: Row[Any]) -> bool:
    try:
        return digest_of(unpack(row.document)) == str(row.digest)
    except (zlib.error, UnicodeDecodeError):
        return False
