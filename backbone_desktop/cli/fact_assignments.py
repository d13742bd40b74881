"""``KEY=VALUE`` words: facts named by key or label, with values as a person types them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.usage import WrongUsage
from backbone_desktop.domain.text import fold, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.bootstrap import Session
    from backbone_desktop.cli.invocation import Invocation
    from backbone_desktop.domain.facts import FactContent

Assignments = Annotated[
    list[str],
    typer.Argument(
        metavar="KEY=VALUE",
        help="項目名稱與內容，例如 employees=230、paid_in_capital=4,800萬元、is_manufacturer=yes。",
        show_default=False,
    ),
]

VALUES_HELP = """

內容的寫法：是否題填 yes、no 或 unknown（未知）；金額可寫 48000000 或 4,800萬元；日期可寫 104/12/31 或
2015-12-31；選項填代碼或中文；清單以「、」分隔。
證書與過去輔導一筆接一筆，以「；」分隔，沒有的填「無」；內容有空白，整段加引號：
  "certificates=潛力中堅企業 字號 示範第1號 104/01/01 至 106/12/31 輔導期間 104/01/01 至 106/12/31"
  "past_guidance=示範計畫，工業局，103/01/01 至 103/12/31\""""


def split_assignments(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return names and texts.

    Raises:
        WrongUsage: A word has no name or no equals sign.
    """
    return [_assignment(each) for each in words]


def read_assignments(
    call: Invocation, session: Session, given: Iterable[tuple[str, str]]
) -> dict[str, FactContent | None]:
    """Return the contents meant, by fact key; what was assumed in reading goes to standard error.

    Raises:
        WrongUsage: A fact is given twice, maybe once by its key and once by its label.
        UserError: There is no such fact, or the text is not a value of it.
    """
    contents: dict[str, FactContent | None] = {}
    for name, text in given:
        key = fact_key(session, name)
        if key in contents:
            raise WrongUsage(f"{quote(name)}重複指定", "同一項資料只能有一個內容。", "請只保留一個。")
        reading = session.services.casework.read_fact(key, text)
        contents[key] = reading.content
        call.output.warn(reading.warning)
    return contents


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise WrongUsage(
            f"{quote(text)}不是 KEY=VALUE",
            "項目名稱與內容之間要有等號。",
            "例如 employees=230；內容有空白時請加引號。",
        )
    return name.strip(), value


def fact_key(session: Session, name: str) -> str:
    """Return the key of a fact named by its key or its label."""
    asked = session.services.catalogue.facts.asked
    return next((each.key for each in asked if fold(each.label) == fold(name)), name)
