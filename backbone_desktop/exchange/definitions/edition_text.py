"""Reading an edition from its one text, as a casebook keeps it.

Rule: a kept text is read as strictly as the files it came from; nothing in a casebook is believed unread.
"""

import json
from typing import Any

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.definitions.canonical import EDITION_KEY, MEASURES_KEY
from backbone_desktop.exchange.definitions.edition_reader import UNREADABLE, build_edition, measure_count
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.toml_table import Table

_REMEDY = "請由備份還原個案簿，或重新匯入這個年度版的活頁簿。"


def read_edition_text(text: str, facts: FactCatalogue) -> Edition:
    """Read what `canonical_text` wrote.

    Raises:
        DataFileError: It is no such text, or what it says is refused by the reader of editions.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataFileError(UNREADABLE, "年度版的內容不是完整的文字。", _REMEDY) from error
    problems = Problems()
    head, measures = _tables(values, problems)
    edition = build_edition(head, dict(enumerate(measures, start=1)), facts, problems)
    problems.refuse_if_any(UNREADABLE)
    return edition


def _tables(values: Any, problems: Problems) -> tuple[Table, tuple[Table, ...]]:
    root = Table(values if isinstance(values, dict) else {}, "", "", problems)
    head, measures = root.table(EDITION_KEY), root.tables(MEASURES_KEY)
    root.close()
    if measure_count(head) != len(measures):
        root.problem(MEASURES_KEY, "措施的數目與年度版所載不符。")
    return head, measures
