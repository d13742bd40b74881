"""``match``, ``ask``: which measures fit a firm, and what to ask it next."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.assessment_records import measure_record
from backbone_desktop.cli.assessment_text import assessment_text, measure_text, suggestions_text
from backbone_desktop.cli.case_records import case_identity, verdict_counts
from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import Interrupted, Invocation, invocation
from backbone_desktop.cli.reading import read_number
from backbone_desktop.cli.shared import CaseReference, DryRun
from backbone_desktop.cli.usage import WrongUsage

if TYPE_CHECKING:
    from backbone_desktop.bootstrap import Session
    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.case import Case
    from backbone_desktop.domain.verdict import Assessment

_MATCH = """評估一家企業適用哪些措施，並存下這次評估。

加上 --all 會評估全部個案；以 Ctrl+C 中斷時，已評估完的個案會保留。"""


def register(program: typer.Typer) -> None:
    """Add the commands."""
    program.command("match", cls=CliCommand, help=_MATCH)(match)
    program.command("ask", cls=CliCommand, help="列出最值得先問企業的資料，以及各能決定幾項措施。")(ask)


def match(
    context: typer.Context,
    reference: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="統一編號、識別碼，或不重複的企業名稱。", show_default=False),
    ] = None,
    measure: Annotated[
        str, typer.Option("--measure", metavar="N", help="只顯示這項措施，並逐條說明理由。")
    ] = "",
    dry_run: DryRun = False,
    every: Annotated[bool, typer.Option("--all", help="評估全部個案。")] = False,
) -> None:
    """Judge every measure for one case, or for all cases."""
    call = invocation(context)
    if every == (reference is not None):
        raise WrongUsage("請指定一家企業或 --all", "兩者須擇一。", "例如 match 統一編號，或 match --all。")
    number = read_number(measure, "--measure") if measure else None
    if reference is not None:
        _match_one(call, reference, number, dry_run=dry_run)
    elif number is not None or dry_run:
        raise WrongUsage("--all 不能與 --measure 或 --dry-run 同時使用", "", "請分開執行。")
    else:
        _match_all(call)


def ask(context: typer.Context, reference: CaseReference) -> None:
    """Say which facts would decide most."""
    call = invocation(context)
    with call.reading() as session:
        casework = session.services.casework
        file = casework.open(casework.find(reference).id)
        suggestions = session.services.assessment.ask_next(file)
        facts = session.services.catalogue.facts
    listed: list[Json] = [
        {
            "fact": each.fact,
            "label": facts[each.fact].label,
            "question": each.question,
            "decides": each.decides,
        }
        for each in suggestions
    ]
    call.output.result({**case_identity(file.case), "facts": listed}, suggestions_text(suggestions))


def _match_all(call: Invocation) -> None:
    with call.writing() as session, call.output.progress("媒合評估") as progress:
        try:
            done = session.services.assessment.assess_all(progress).value
        except KeyboardInterrupt as error:
            raise Interrupted(
                "已中斷", "已完成的評估已保留，其餘個案未評估。", "請再執行一次 match --all 以評估全部個案。"
            ) from error
    call.output.result({"assessed": done}, f"已評估 {done} 個個案。")


def _match_one(call: Invocation, reference: str, number: int | None, *, dry_run: bool) -> None:
    with call.reading() if dry_run else call.writing() as session:
        if number is not None:
            session.services.catalogue.measure(number)
        case = session.services.casework.find(reference)
        stored, assessment = _assess(session, case, dry_run=dry_run)
        labels = {key: each.label for key, each in session.services.catalogue.facts.items()}
    shown = [each for each in assessment.measures if number in (None, each.number)]
    document: dict[str, Json] = {
        "id": stored,
        "case": case_identity(case),
        "assessed_on": assessment.assessed_on.isoformat(),
        "edition": assessment.edition,
        "edition_digest": assessment.edition_digest,
        "engine_version": assessment.engine_version,
        "counts": verdict_counts(assessment),
        "measures": [measure_record(each) for each in shown],
    }
    text = assessment_text(case, assessment) if number is None else measure_text(shown[0], labels)
    call.output.result(document, text)


def _assess(session: "Session", case: "Case", *, dry_run: bool) -> "tuple[str | None, Assessment]":
    """Return the id of the stored assessment, None for a trial, and the assessment."""
    if dry_run:
        return None, session.services.assessment.judge(session.services.casework.open(case.id))
    stored = session.services.assessment.assess(case.id).value
    return stored.id, stored.assessment
