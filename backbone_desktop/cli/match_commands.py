"""``match``, ``what-if``: which measures fit a firm, and what would move if its facts were others."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.assessment_records import measure_record
from backbone_desktop.cli.assessment_text import assessment_text, measure_text
from backbone_desktop.cli.case_records import case_identity, verdict_counts
from backbone_desktop.cli.comparison_records import (
    comparison_record,
    comparison_text,
    difference_records,
    heading,
    mark_record,
)
from backbone_desktop.cli.fact_assignments import (
    VALUES_HELP,
    Assignments,
    read_assignments,
    split_assignments,
)
from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import Interrupted, Invocation, invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.reading import read_number
from backbone_desktop.cli.shared import CaseReference, DryRun
from backbone_desktop.cli.usage import WrongUsage

if TYPE_CHECKING:
    from backbone_desktop.bootstrap import Session
    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.case import Case, StoredAssessment
    from backbone_desktop.domain.comparison import Comparison
    from backbone_desktop.domain.verdict import Assessment

_MATCH = """評估一家企業適用哪些措施，並存下這次評估。

先前評估過的個案，會一併列出與前一次不同的措施與原因。加上 --all 會評估全部個案；以 Ctrl+C 中斷時，已評估完的
個案會保留。"""

_WHAT_IF = f"""假設企業的資料改變，看哪些措施的判定會不同；不存入個案簿。

內容填 unknown 表示假設沒有這項資料。{VALUES_HELP}"""

_SINCE = "與前一次評估 {previous}相比，{count} 項措施不同"
_ASSUMED = "假設「{name}」的資料如下，{count} 項措施不同"


def register(program: typer.Typer) -> None:
    """Add the commands."""
    program.command("match", cls=CliCommand, help=_MATCH)(match)
    program.command("what-if", cls=CliCommand, help=_WHAT_IF)(what_if)


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


def what_if(context: typer.Context, reference: CaseReference, assignments: Assignments) -> None:
    """Say what would differ if facts were otherwise."""
    call = invocation(context)
    given = split_assignments(assignments)
    with call.reading() as session:
        file = session.services.casework.open(session.services.casework.find(reference).id)
        contents = read_assignments(call, session, given)
        found = session.services.assessment.what_if(file, contents)
    changes = found.comparison.measures
    document: dict[str, Json] = {
        "case": case_identity(file.case),
        "assessed_on": found.assessment.assessed_on.isoformat(),
        "edition": found.assessment.edition,
        "counts": verdict_counts(found.assessment),
        **comparison_record(found.comparison),
    }
    head = _ASSUMED.format(name=file.case.enterprise.name, count=len(changes))
    call.output.result(document, f"{head}\n\n{comparison_text(found.comparison)}")


def _match_all(call: Invocation) -> None:
    judged: list[StoredAssessment] = []
    with call.writing() as session, call.output.progress("媒合評估") as progress:
        try:
            session.services.assessment.assess_all(progress, kept=judged.append)
        except KeyboardInterrupt as error:
            raise Interrupted(
                "已中斷", "已完成的評估已保留，其餘個案未評估。", "請再執行一次 match --all 以評估全部個案。"
            ) from error
    cases: list[Json] = [
        {
            "case": each.case,
            "id": each.id,
            "counts": verdict_counts(each.assessment),
            "measures": [
                {"number": measure.number, "verdict": measure.verdict.value, "rank": measure.rank}
                for measure in each.assessment.measures
            ],
        }
        for each in judged
    ]
    document: dict[str, Json] = {"assessed": len(judged), "cases": cases}
    call.output.result(document, f"已評估 {len(judged)} 個個案。")


def _match_one(call: Invocation, reference: str, number: int | None, *, dry_run: bool) -> None:
    with call.reading() if dry_run else call.writing() as session:
        if number is not None:
            session.services.catalogue.measure(number)
        case = session.services.casework.find(reference)
        stored, assessment, comparison = _assess(session, case, dry_run=dry_run)
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
        "facts": to_json(assessment.facts),
        "needs": to_json(assessment.needs),
        **_since(comparison, number),
    }
    text = assessment_text(case, assessment) if number is None else measure_text(shown[0], labels)
    call.output.result(document, f"{text}{_since_text(comparison, number)}")


def _assess(
    session: "Session", case: "Case", *, dry_run: bool
) -> "tuple[str | None, Assessment, Comparison | None]":
    """Return the id of the stored assessment, None for a trial, the assessment, and what it changed."""
    service = session.services.assessment
    if dry_run:
        file = session.services.casework.open(case.id)
        return None, service.judge(file), service.preview(file)
    stored = service.assess(case.id).value
    return stored.id, stored.assessment, service.compare_with_previous(case.id)


def _since(comparison: "Comparison | None", number: int | None) -> "dict[str, Json]":
    """Return what changed since the assessment before, null when there is none."""
    if comparison is None:
        return {"previous": None, "differences": []}
    changes = [each for each in comparison.measures if number in (None, each.number)]
    return {"previous": mark_record(comparison.before), "differences": difference_records(changes)}


def _since_text(comparison: "Comparison | None", number: int | None) -> str:
    if comparison is None or number is not None:
        return ""
    head = _SINCE.format(previous=heading(comparison.before), count=len(comparison.measures))
    return f"\n\n{head}\n{comparison_text(comparison)}" if comparison.measures else f"\n\n{head}"
