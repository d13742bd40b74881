"""``money``: what a measure gives, lends or costs for one project."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.money_text import sheets_text
from backbone_desktop.cli.reading import read_amount, read_count, read_number
from backbone_desktop.cli.shared import MeasureNumber
from backbone_desktop.cli.usage import WrongUsage
from backbone_desktop.domain.money_sheet import HolderGiven, MoneyRequest
from backbone_desktop.domain.text import quote

if TYPE_CHECKING:
    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.money_sheet import MoneyReading, MoneySheet

_MONEY = """試算一項措施對一個計畫的補助、貸款、保證或費用。

金額以元計，可寫成 1900萬、2億；未填的項目視為不知道，不以 0 計。補助捨去至元，企業負擔進位至元。
措施有數個服務項目而未指定 --item 時，列出全部項目；JSON 的最上層取第一個算得出金額的項目。"""

_NONE_GIVEN = ""


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("money", cls=CliCommand, help=_MONEY)(money)


def money(  # noqa: PLR0913, PLR0917 - one argument per option
    context: typer.Context,
    measure: MeasureNumber,
    cost: Annotated[
        str,
        typer.Option(
            "--cost", metavar="NTD", help="計畫總經費；課程為學費總額，折扣為原價。", show_default=False
        ),
    ],
    item: Annotated[str, typer.Option("--item", metavar="K", help="服務項目編號。")] = _NONE_GIVEN,
    approved: Annotated[
        str, typer.Option("--approved", metavar="NTD", help="核定補助款，不含加碼。")
    ] = _NONE_GIVEN,
    persons: Annotated[str, typer.Option("--persons", metavar="N", help="人數。")] = _NONE_GIVEN,
    years: Annotated[str, typer.Option("--years", metavar="N", help="計畫橫跨的年度數。")] = _NONE_GIVEN,
    capital: Annotated[str, typer.Option("--capital", metavar="NTD", help="實收資本額。")] = _NONE_GIVEN,
    own: Annotated[str, typer.Option("--own", metavar="NTD", help="自籌款。")] = _NONE_GIVEN,
    grants: Annotated[str, typer.Option("--grants", metavar="NTD", help="已獲政府補助款。")] = _NONE_GIVEN,
    holder: Annotated[
        str,
        typer.Option(
            "--holder",
            metavar="H",
            help="potential（潛力）、outstanding（卓越）、both（兩者）、none（無）或 unknown（未知）。",
        ),
    ] = HolderGiven.UNKNOWN.value,
) -> None:
    """Compute the money sheet of a measure."""
    call = invocation(context)
    number = read_number(measure, "--measure")
    wanted = read_number(item, "--item") if item else None
    given = _read_holder(holder)
    request = MoneyRequest(
        cost_ntd=read_amount(cost, "--cost"),
        approved_ntd=_amount(approved, "--approved"),
        persons=read_count(persons, "--persons", "人數") if persons else None,
        years=read_count(years, "--years", "年數") if years else None,
        capital_ntd=_amount(capital, "--capital"),
        own_ntd=_amount(own, "--own"),
        grants_ntd=_amount(grants, "--grants"),
        holders=given.holders,
    )
    with call.reading() as session:
        funding = session.services.funding
        first = funding.sheet(number, wanted, request)
        sheets = (first,) if wanted is not None else funding.sheets(number, request)
        edition = session.services.catalogue.edition
        name = edition.measure(number).name
    document: dict[str, Json] = {
        "edition": edition.id,
        "measure": number,
        "name": name,
        "holder": given.value,
        **_sheet_record(first),
        "sheets": [_sheet_record(each) for each in sheets],
    }
    call.output.result(document, sheets_text(number, name, sheets))


def _amount(text: str, where: str) -> int | None:
    return read_amount(text, where) if text else None


def _read_holder(text: str) -> HolderGiven:
    found = HolderGiven.read(text)
    if found is None:
        allowed = "、".join(f"{each.value}（{each.label}）" for each in HolderGiven)
        raise WrongUsage("--holder：沒有這個選擇", f"輸入的是{quote(text)}。", f"可用的有：{allowed}。")
    return found


def _sheet_record(sheet: "MoneySheet") -> "dict[str, Json]":
    readings = [_reading_record(each) for each in sheet.readings]
    return {
        "item": sheet.item,
        "item_name": sheet.name,
        **{key: readings[0][key] for key in ("kind", "lines", "result", "cap")},
        "readings": list(readings),
        "notes": to_json(sheet.notes),
    }


def _reading_record(reading: "MoneyReading") -> "dict[str, Json]":
    return {
        "name": reading.name,
        "kind": reading.kind.value,
        "result": reading.result_ntd,
        "cap": reading.cap or None,
        "ceiling": reading.ceiling_ntd,
        "at_most": reading.at_most,
        "tentative": reading.tentative,
        "certain": reading.certain,
        "lines": [
            {
                "role": each.role.value,
                "label": each.label,
                "amount": each.amount_ntd,
                "percent": to_json(each.percent),
                "working": each.working,
                "citation": each.citation,
                "kind": to_json(each.kind),
                "binding": each.binding,
                "at_most": each.at_most,
                "tentative": each.tentative,
                "wants": to_json(each.wants),
            }
            for each in reading.lines
        ],
        "tests": to_json(reading.tests),
        "wants": [{"input": each.value, "label": each.label} for each in reading.wants],
        "asks": to_json(reading.asks),
        "remarks": to_json(reading.remarks),
    }
