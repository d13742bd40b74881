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
from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.reading import read_choice
from backbone_desktop.cli.shared import CaseReference
from backbone_desktop.cli.usage import WrongUsage
from backbone_desktop.domain.codes import Channel, ConfirmationState, Stage
from backbone_desktop.domain.text import fold, quote

if TYPE_CHECKING:
    from backbone_desktop.bootstrap import Session
    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.facts import FactContent

_Assignments = Annotated[
    list[str],
    typer.Argument(
        metavar="KEY=VALUE",
        help="項目名稱與內容，例如 employees=230、paid_in_capital=4,800萬元、is_manufacturer=yes。",
        show_default=False,
    ),
]

_VALUES = """

內容的寫法：是否題填 yes、no 或 unknown（未知）；金額可寫 48000000 或 4,800萬元；日期可寫 104/12/31 或
2015-12-31；選項填代碼或中文；清單以「、」分隔。"""


def register(program: typer.Typer) -> None:
    """Add the commands."""
    cases = typer.Typer(cls=CliGroup, help="個案清單。")
    cases.command("list", cls=CliCommand, help="依名稱列出個案。")(list_cases)
    case = typer.Typer(cls=CliGroup, help="單一個案。")
    case.command("show", cls=CliCommand, help="顯示一個個案的全部內容。")(show_case)
    facts = typer.Typer(cls=CliGroup, help="企業的基本資料。")
    facts.command("set", cls=CliCommand, help=f"填寫基本資料，視為顧問已確認。{_VALUES}")(set_facts)
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


def set_facts(context: typer.Context, reference: CaseReference, assignments: _Assignments) -> None:
    """Record facts the consultant learnt."""
    call = invocation(context)
    given = [_assignment(each) for each in assignments]
    with call.writing() as session:
        casework = session.services.casework
        case = casework.find(reference)
        contents: dict[str, FactContent | None] = {}
        for name, text in given:
            key = _fact_key(session, name)
            reading = casework.read_fact(key, text)
            contents[key] = reading.content
            call.output.warn(reading.warning)
        file = casework.set_facts(case.id, contents).value
        lines = [line for line in casework.profile(file) if line.key in contents]
        facts = fact_records(lines, casework.sheet(file))
    call.output.result({**case_identity(case), "facts": facts}, facts_text(lines))


def show_facts(context: typer.Context, reference: CaseReference) -> None:
    """Show the facts of one case as they stand."""
    call = invocation(context)
    with call.reading() as session:
        casework = session.services.casework
        file = casework.open(casework.find(reference).id)
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


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise WrongUsage(
            f"{quote(text)}不是 KEY=VALUE",
            "項目名稱與內容之間要有等號。",
            "例如 employees=230；內容有空白時請加引號。",
        )
    return name.strip(), value


def _fact_key(session: "Session", name: str) -> str:
    """Return the key of a fact named by its key or its label."""
    asked = session.services.catalogue.facts.asked
    return next((each.key for each in asked if fold(each.label) == fold(name)), name)


def _question_code(session: "Session", name: str) -> str:
    """Return the code of a question named by its code or its label."""
    questions = session.services.catalogue.form.questions
    return next((each.code for each in questions if fold(each.label) == fold(name)), name)
