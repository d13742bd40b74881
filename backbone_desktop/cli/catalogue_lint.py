"""``catalogue lint``: what is odd in the edition in force.

Rule: oddities the edition has a note on are listed and pass; one without a note ends with 1.
"""

from typing import TYPE_CHECKING

import typer

from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.table import indented
from backbone_desktop.domain.lint import LintFinding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.cli.json_form import Json

_OPEN_MARK = "※ 待查　"


def lint_catalogue(context: typer.Context) -> None:
    """List what is odd, and fail when nobody has looked into some of it."""
    call = invocation(context)
    with call.reading() as session:
        findings = session.services.catalogue.lint()
        edition = session.services.catalogue.edition.id
    unexplained = sum(each.known is None for each in findings)
    document: dict[str, Json] = {
        "edition": edition,
        "findings": [_record(each) for each in findings],
        "unexplained": unexplained,
    }
    call.output.result(document, _text(findings, unexplained))
    if unexplained:
        raise typer.Exit(1)


def _record(finding: LintFinding) -> "Json":
    return {
        "code": finding.code,
        "measure": finding.measure,
        "items": to_json(finding.items),
        "where": finding.where,
        "message": finding.message,
        "known": None if finding.known is None else finding.known.note,
    }


def _text(findings: "Sequence[LintFinding]", unexplained: int) -> str:
    open_first = sorted(findings, key=lambda each: each.known is not None)
    total = f"共 {len(findings)} 處：{len(findings) - unexplained} 處已有附註，{unexplained} 處待查。"
    return "\n".join([*(_paragraph(each) for each in open_first), total])


def _paragraph(finding: LintFinding) -> str:
    items = f"（服務項目 {'、'.join(map(str, finding.items))}）" if finding.items else ""
    head = f"第 {finding.measure} 項{items}　{finding.code}　{finding.where}"
    if finding.known is None:
        return f"{_OPEN_MARK}{head}\n{indented(finding.message)}"
    return f"{head}\n{indented(finding.message)}\n{indented(f'附註：{finding.known.note}')}"
