"""Reading ``facts.toml``: which facts exist, how they are asked and which values they allow.

Rule: a definition that a questionnaire or a criterion could misread is refused with the place it stands at.
"""

import re
from pathlib import Path

from backbone_desktop.domain.county import COUNTIES, County
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import Choice, FactDefinition, FactType
from backbone_desktop.exchange.definitions.problems import Problems, repeated
from backbone_desktop.exchange.definitions.toml_file import parse_toml, read_bytes
from backbone_desktop.exchange.definitions.toml_table import Table

FILE_NAME = "facts.toml"

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CHOICE_TYPES = (FactType.CHOICE, FactType.CHOICES)
_COUNTIES = "counties"
"""What ``choices_from`` may name: the list that addresses are read by."""


def read_facts(directory: Path) -> FactCatalogue:
    """Read the fact definitions.

    Args:
        directory: The folder that holds ``facts.toml``.

    Raises:
        DataFileError: The file is missing or anything in it is wrong; all problems are listed.
    """
    problems = Problems()
    definitions: list[FactDefinition] = []
    raw = read_bytes(directory / FILE_NAME, problems)
    root = None if raw is None else parse_toml(raw, FILE_NAME, problems)
    if root is not None:
        listing = root.table("facts")
        definitions.extend(_read_fact(key, listing.table(key)) for key in listing.written)
        _check_together(definitions, listing)
        root.close()
    problems.refuse_if_any("事實定義檔無法讀取")
    return FactCatalogue(definitions)


def _read_fact(key: str, table: Table) -> FactDefinition:
    if not _NAME.fullmatch(key):
        table.problem("", "事實代碼須為小寫英文字母、數字與底線。")
    kind = table.code("type", FactType)
    choices = _read_choices(table)
    if kind is not None and (kind in _CHOICE_TYPES) != bool(choices):
        table.problem("choices", "選項類型的事實才需要選項，且不可為空。")
    definition = FactDefinition(
        key=key,
        type=kind or FactType.TEXT,
        label=table.text("label"),
        question=table.text("question"),
        unit=table.text("unit", ""),
        choices=choices,
        derived_from=table.text("derived_from", ""),
        changeable=table.flag("changeable", default=False),
        share_of_whole=_flag_of(FactType.PERCENT, "share_of_whole", kind, table),
        past=_flag_of(FactType.DATE, "past", kind, table),
    )
    table.close()
    return definition


def _flag_of(type_: FactType, key: str, kind: FactType | None, table: Table) -> bool:
    """Read a flag that facts of one type may carry."""
    flag = table.flag(key, default=False)
    if flag and kind is not None and kind is not type_:
        table.problem(key, f"只有 type 為 {type_.value} 的事實才能使用。")
    return flag


def _read_choices(table: Table) -> tuple[Choice, ...]:
    source = table.text("choices_from", "")
    own = tuple(_read_choice(each) for each in table.tables("choices"))
    if not source:
        _check_choices(own, table)
        return own
    if own:
        table.problem("choices_from", "不可與 choices 並用。")
    if source != _COUNTIES:
        table.problem("choices_from", f"「{source}」不是可用的選項來源。")
        return own
    return tuple(_county_choice(each) for each in COUNTIES)


def _county_choice(county: County) -> Choice:
    everyday = county.name.replace("臺", "台")
    return Choice(county.code, county.name, () if everyday == county.name else (everyday,))


def _read_choice(table: Table) -> Choice:
    choice = Choice(table.text("code"), table.text("label"), table.texts("aliases"))
    if choice.code and not _NAME.fullmatch(choice.code):
        table.problem("code", "選項代碼須為小寫英文字母、數字與底線。")
    table.close()
    return choice


def _check_choices(choices: tuple[Choice, ...], table: Table) -> None:
    for code in repeated(choice.code for choice in choices):
        table.problem("choices", f"選項代碼「{code}」重複。")
    for name in repeated(name for choice in choices for name in (choice.label, *choice.aliases)):
        table.problem("choices", f"選項名稱「{name}」重複，無法分辨。")


def _check_together(definitions: list[FactDefinition], listing: Table) -> None:
    asked = {each.key for each in definitions if not each.derived_from}
    for each in definitions:
        if each.derived_from and each.derived_from not in asked:
            listing.problem(f"{each.key}.derived_from", f"「{each.derived_from}」不是直接詢問的事實。")
    for label in repeated(each.label for each in definitions):
        listing.problem("", f"名稱「{label}」由兩個以上的事實使用。")
