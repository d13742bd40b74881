"""Reading the questionnaire and the roster columns as data.

Rule: a form that could be misread is refused whole, with every problem named at its place.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import Choice, FactDefinition, FactType
from backbone_desktop.domain.questionnaire import Form, FormSection, Question, QuestionRole
from backbone_desktop.exchange.definitions.problems import Problems, repeated
from backbone_desktop.exchange.definitions.toml_file import parse_toml, read_bytes
from backbone_desktop.exchange.definitions.toml_table import Table

FORM_FOLDER = "questionnaires"
ROSTER_FILE = "roster.toml"

_ROW = "{row}"
_COMPOSITE = (FactType.CERTIFICATES, FactType.PAST_GUIDANCE)
_CHOICE_TYPES = (FactType.CHOICE, FactType.CHOICES)


def read_form(directory: Path, edition: str, facts: FactCatalogue) -> Form:
    """Read one edition of the questionnaire.

    Args:
        directory: The resources folder.
        edition: ROC year, such as ``105``.
        facts: The facts its questions may feed.

    Raises:
        DataFileError: Missing, or anything in it is wrong; all problems are listed.
    """
    return _read(directory / FORM_FOLDER / f"{edition}.toml", facts, with_all_facts=False)


def read_roster_form(directory: Path, facts: FactCatalogue) -> Form:
    """Read the columns of a roster; every asked fact of one value may stand in a column of its own.

    Raises:
        DataFileError: Missing, or anything in it is wrong; all problems are listed.
    """
    return _read(directory / ROSTER_FILE, facts, with_all_facts=True)


def _read(path: Path, facts: FactCatalogue, *, with_all_facts: bool) -> Form:
    problems = Problems()
    raw = read_bytes(path, problems)
    root = None if raw is None else parse_toml(raw, path.name, problems)
    form = Form("", "", "", (), ())
    if root is not None:
        form = _read_root(root, facts)
        if with_all_facts:
            form = _add_facts(form, facts)
        _check(form, root)
        root.close()
    problems.refuse_if_any("問卷定義檔無法讀取")
    return form


def _read_root(root: Table, facts: Mapping[str, FactDefinition]) -> Form:
    lists_table = root.table("choice_lists")
    lists = {key: _choices(lists_table, key) for key in lists_table.written}
    sections: list[FormSection] = []
    questions: list[Question] = []
    for table in root.tables("sections"):
        section = FormSection(table.text("code"), table.text("title"), table.text("note", ""))
        sections.append(section)
        drafts = [(_rows_of(each), each) for each in table.tables("questions")]
        for rows, group in groupby(drafts, key=lambda draft: draft[0]):
            questions.extend(_repeat(rows, [each for _, each in group], section.code, facts, lists))
        table.close()
    return Form(
        root.text("id"),
        root.text("title"),
        "\n".join(root.texts("notice")),
        tuple(sections),
        tuple(questions),
    )


def _rows_of(table: Table) -> int:
    return table.optional_integer("rows") or 0


def _repeat(
    rows: int,
    tables: list[Table],
    section: str,
    facts: Mapping[str, FactDefinition],
    lists: Mapping[str, tuple[Choice, ...]],
) -> Iterator[Question]:
    for row in range(1, max(rows, 1) + 1):
        for table in tables:
            yield _question(table, section, row, facts, lists)
    for table in tables:
        table.close()


def _question(
    table: Table,
    section: str,
    row: int,
    facts: Mapping[str, FactDefinition],
    lists: Mapping[str, tuple[Choice, ...]],
) -> Question:
    fact = table.text("fact", "")
    if fact and fact not in facts:
        table.problem("fact", f"「{fact}」不是已定義的事實。")
    part = table.text("part", "")
    whole = None if part else facts.get(fact)
    first_aliases = table.texts("first_aliases")
    aliases = (*table.texts("aliases"), *(first_aliases if row == 1 else ()))
    question = Question(
        code=table.text("code").replace(_ROW, str(row)),
        section=section,
        label=table.text("label", whole.label if whole else None).replace(_ROW, str(row)),
        label_en=table.text("label_en").replace(_ROW, str(row)),
        type=table.code("type", FactType, whole.type if whole else None) or FactType.TEXT,
        role=table.code("role", QuestionRole) or QuestionRole.OTHER,
        choices=_own_choices(table, lists) or (whole.choices if whole else ()),
        aliases=(*aliases, whole.question) if whole else aliases,
        fact=fact,
        part=part,
        row=row,
        aspect=table.code("aspect", Aspect) if "aspect" in table else None,
        hint=_hint(table, whole),
        unit=table.text("unit", whole.unit if whole else ""),
        required=table.flag("required", default=False),
        multiline=table.flag("multiline", default=False),
        share_of_whole=whole is not None and whole.share_of_whole,
    )
    _check_question(question, table)
    return question


def _hint(table: Table, whole: FactDefinition | None) -> str:
    own = table.text("hint", "")
    return " ".join(part for part in (whole.question if whole else "", own) if part)


def _own_choices(table: Table, lists: Mapping[str, tuple[Choice, ...]]) -> tuple[Choice, ...]:
    name = table.text("choice_list", "")
    if not name:
        return _choices(table, "choices")
    if name not in lists:
        table.problem("choice_list", f"「{name}」不是已定義的選項清單。")
    return lists.get(name, ())


def _choices(table: Table, key: str) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for each in table.tables(key):
        found.append(Choice(each.text("code"), each.text("label"), each.texts("aliases")))
        each.close()
    return tuple(found)


def _check_question(question: Question, table: Table) -> None:
    if (question.type in _CHOICE_TYPES) != bool(question.choices):
        table.problem("choices", "選項類型的題目才需要選項，且不可為空。")
    if question.type in _COMPOSITE:
        table.problem("type", "多欄位的事實須以 part 與 rows 分成單一欄位的題目。")
    if (question.role is QuestionRole.FACT) != bool(question.fact):
        table.problem("fact", "role 為 fact 的題目才有 fact，且不可缺少。")
    if (question.role is QuestionRole.NEED) != (question.aspect is not None):
        table.problem("aspect", "role 為 need 的題目才有 aspect，且不可缺少。")


def _add_facts(form: Form, facts: FactCatalogue) -> Form:
    """Give every asked fact of one value a column, named by its label and its question."""
    taken = {question.fact for question in form.questions}
    section = FormSection("facts", "基本資料")
    added = tuple(
        Question(
            code=each.key,
            section=section.code,
            label=each.label,
            label_en=each.key.replace("_", " "),
            type=each.type,
            role=QuestionRole.FACT,
            choices=each.choices,
            aliases=(each.question,),
            fact=each.key,
            unit=each.unit,
            share_of_whole=each.share_of_whole,
        )
        for each in facts.asked
        if each.type not in _COMPOSITE and each.key not in taken
    )
    return Form(form.id, form.title, form.notice, (*form.sections, section), (*form.questions, *added))


def _check(form: Form, root: Table) -> None:
    for code in repeated(each.code for each in form.questions):
        root.problem("sections", f"題目代碼「{code}」重複。")
    for label in repeated(each.label for each in form.questions):
        root.problem("sections", f"題目名稱「{label}」重複。")
