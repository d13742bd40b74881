"""``cases``, ``case``, ``facts``, ``answers``: the file of one enterprise."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.case_records import (
    answer_record,
    case_identity,
    case_record,
    fact_records,
    line_record,
)
from backbone_desktop.cli.case_text import case_text, facts_text, lines_text
from backbone_desktop.cli.fact_assignments import (
    VALUES_HELP,
    Assignments,
    fact_key,
    read_assignments,
    split_assignments,
)
from backbone_desktop.cli.fact_history_form import history_record, history_text
from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.reading import read_choice
from backbone_desktop.cli.shared import CaseReference
from backbone_desktop.cli.usage import WrongUsage
from backbone_desktop.domain.codes import Channel, ConfirmationState, Stage
from backbone_desktop.domain.text import fold

if TYPE_CHECKING:
    from backbone_desktop.bootstrap import Session
    from backbone_desktop.cli.json_form import Json


def register(program: typer.Typer) -> None:
    """Add the commands."""
    cases = typer.Typer(cls=CliGroup, help="個案清單。")
    cases.command("list", cls=CliCommand, help="依名稱列出個案。")(list_cases)
    case = typer.Typer(cls=CliGroup, help="單一個案。")
    case.command("show", cls=CliCommand, help="顯示一個個案的全部內容。")(show_case)
    facts = typer.Typer(cls=CliGroup, help="企業的基本資料。")
    facts.command("set", cls=CliCommand, help=f"填寫基本資料，視為顧問已確認。{VALUES_HELP}")(set_facts)
    facts.command("show", cls=CliCommand, help="列出基本資料目前的內容、來源、日期與確認狀態。")(show_facts)
    answers = typer.Typer(cls=CliGroup, help="問卷答案的逐一確認。")
    answers.command(
        "confirm",
        cls=CliCommand,
        help="記錄向企業確認一題答案的結果。\n\n未加 --value 或 --refused 時，表示原答案無誤。",
    )(confirm_answer)
    for name, group in (("cases", cases), ("case", case), ("facts", facts), ("answers", answers)):
        program.add_typer(group, name=name)


def list_cases(
    context: typer.Context,
    search: Annotated[
        str, typer.Option("--search", metavar="文字", help="名稱、統編、地址或聯絡人含有的文字。")
    ] = "",
    stage: Annotated[
        str, typer.Option("--stage", metavar="階段", help="只列這個階段，例如 survey 或 需求。")
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", metavar="筆數", help="最多列出幾筆；未指定時全部列出。", min=0)
    ] = 0,
) -> None:
    """List cases by name."""
    call = invocation(context)
    wanted = read_choice(Stage, stage, "--stage") if stage else None
    with call.reading() as session:
        casework = session.services.casework
        page = casework.list_cases(search, wanted, limit=limit or 500)
        lines = list(page.lines)
        while not limit and page.next is not None:
            page = casework.list_cases(search, wanted, after=page.next, limit=500)
            lines.extend(page.lines)
    document: dict[str, Json] = {
        "cases": [line_record(line) for line in lines],
        "more": page.next is not None,
    }
    call.output.result(document, lines_text(lines, more=page.next is not None))


def show_case(context: typer.Context, reference: CaseReference) -> None:
    """Show everything kept on one case."""
    call = invocation(context)
    with call.reading() as session:
        casework = session.services.casework
        file = casework.open(casework.find(reference).id)
        profile = casework.profile(file)
        facts = fact_records(profile, casework.sheet(file))
        names = session.services.catalogue.measure_names(file)
    call.output.result(case_record(file, facts), case_text(file, profile, names))


def set_facts(context: typer.Context, reference: CaseReference, assignments: Assignments) -> None:
    """Record facts the consultant learnt."""
    call = invocation(context)
    given = split_assignments(assignments)
    with call.writing() as session:
        casework = session.services.casework
        case = casework.find(reference)
        contents = read_assignments(call, session, given)
        file = casework.set_facts(case.id, contents).value
        lines = [line for line in casework.profile(file) if line.key in contents]
        facts = fact_records(lines, casework.sheet(file))
    call.output.result({**case_identity(case), "facts": facts}, facts_text(lines))


def show_facts(
    context: typer.Context,
    reference: CaseReference,
    history: Annotated[
        str,
        typer.Option("--history", metavar="KEY", help="改列這一項的歷程：每一筆紀錄，以及哪一筆計入。"),
    ] = "",
) -> None:
    """Show the facts of one case as they stand, or the history of one of them."""
    call = invocation(context)
    with call.reading() as session:
        casework = session.services.casework
        file = casework.open(casework.find(reference).id)
        if history:
            looking_back = session.services.fact_history
            past = looking_back.history(file.case.id, fact_key(session, history))
            readers = looking_back.readers(past.definition.key, session.services.assessment.judge(file))
            document = {**case_identity(file.case), **history_record(past, readers)}
            call.output.result(document, history_text(past, readers))
            return
        lines = casework.profile(file)
        facts = fact_records(lines, casework.sheet(file))
    call.output.result({**case_identity(file.case), "facts": facts}, facts_text(lines))


def confirm_answer(
    context: typer.Context,
    reference: CaseReference,
    question: Annotated[
        str,
        typer.Argument(metavar="QUESTION", help="題目代碼或題目名稱，例如 employees。", show_default=False),
    ],
    value: Annotated[
        str | None, typer.Option("--value", metavar="V", help="更正後的內容；unknown 表示企業不清楚。")
    ] = None,
    refused: Annotated[bool, typer.Option("--refused", help="企業不願回答。")] = False,
    asked: Annotated[str, typer.Option("--with", metavar="WHO", help="詢問的對象。")] = "",
    channel: Annotated[
        str, typer.Option("--channel", metavar="C", help="聯繫方式，例如 phone 或 電話。")
    ] = "",
) -> None:
    """Settle one answer of the firm."""
    from backbone_desktop.services.confirmation import Settlement  # noqa: PLC0415 - start-up: with the database

    call = invocation(context)
    if value is not None and refused:
        raise WrongUsage("--value 與 --refused 不能同時使用", "", "企業不願回答時，請只用 --refused。")
    state = _state(value, refused=refused)
    how = read_choice(Channel, channel, "--channel") if channel else None
    with call.writing() as session:
        case = session.services.casework.find(reference)
        code = _question_code(session, question)
        corrected = None
        if value is not None:
            reading = session.services.confirmation.read_answer(code, value)
            call.output.warn(reading.warning)
            corrected = reading.content
        settlement = Settlement(state, corrected, asked, how)
        answer = session.services.confirmation.settle(case.id, code, settlement).value
        label = session.services.catalogue.form.question(code).label
    document = {"case": case_identity(case), "answer": answer_record(answer)}
    call.output.result(document, f"「{case.enterprise.name}」的「{label}」：{answer.state.label}。")


def _state(value: str | None, *, refused: bool) -> ConfirmationState:
    if refused:
        return ConfirmationState.REFUSED
    return ConfirmationState.CONFIRMED if value is None else ConfirmationState.CORRECTED


def _question_code(session: "Session", name: str) -> str:
    """Return the code of a question named by its code or its label."""
    questions = session.services.catalogue.form.questions
    return next((each.code for each in questions if fold(each.label) == fold(name)), name)
