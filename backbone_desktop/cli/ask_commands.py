"""``ask``: what to ask a firm next, and what of it is on the list for the next visit."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.case_records import case_identity
from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.shared import CaseReference
from backbone_desktop.cli.table import table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.checklist import Question
    from backbone_desktop.domain.verdict import Suggestion

KEPT = 5
"""How many questions one call puts on the list: a visit has room for no more."""

_HELP = f"""列出最值得先問企業的資料，以及各能決定幾項措施。

加上 --keep 會將最前面的 {KEPT} 項列入下次訪視要問；訪視時問到，或由其他來源得知，即自動銷去。"""


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("ask", cls=CliCommand, help=_HELP)(ask)


def ask(
    context: typer.Context,
    reference: CaseReference,
    keep: Annotated[bool, typer.Option("--keep", help="將最值得先問的列入下次訪視要問。")] = False,
) -> None:
    """Say which facts would decide most, and keep the first of them for the next visit."""
    call = invocation(context)
    with call.writing() if keep else call.reading() as session:
        services = session.services
        file = services.casework.open(services.casework.find(reference).id)
        suggestions = services.assessment.ask_next(file)
        added: tuple[str, ...] = ()
        if keep:
            deciding = [each.fact for each in suggestions if each.decides]
            lines = services.checklist.add(file.case.id, deciding[:KEPT]).value
            added = tuple(each.fact for each in lines)
            file = services.casework.open(file.case.id)
        facts = services.catalogue.facts
        questions = services.checklist.questions(file)
    pending = {each.fact for each in questions if not each.settled}
    listed: list[Json] = [
        {
            "fact": each.fact,
            "label": facts[each.fact].label,
            "question": each.question,
            "decides": each.decides,
            "on_checklist": each.fact in pending,
        }
        for each in suggestions
    ]
    document: dict[str, Json] = {
        **case_identity(file.case),
        "facts": listed,
        "checklist": [_question_record(each) for each in questions],
        "added": list(added),
    }
    text = _text(suggestions, pending)
    if keep:
        text = f"{text}\n\n已列入 {len(added)} 項；下次訪視要問的共 {len(pending)} 項。"
    call.output.result(document, text)


def _question_record(question: "Question") -> "Json":
    return {
        "fact": question.fact,
        "label": question.label,
        "question": question.text,
        "added_on": question.added_on.isoformat(),
        "settled": question.settled,
        "answer": question.answer,
        "remark": question.remark,
    }


def _text(suggestions: "Sequence[Suggestion]", pending: "Collection[str]") -> str:
    if not suggestions:
        return "沒有還能決定措施的未知資料。"
    rows = [
        (each.decides, each.question, each.fact, "已列入" if each.fact in pending else "")
        for each in suggestions
    ]
    return table(("可決定", "問題", "項目", "下次訪視"), rows, right=(0,))
