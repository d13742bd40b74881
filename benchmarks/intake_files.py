"""Invented files for measuring imports: a roster, and the responses of the same firms to 60 questions.

Rule: the same seed gives the same files; answers come as offices write them, some blank, some not known.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from openpyxl import Workbook

from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.questionnaire import Form, Question, QuestionRole

AS_OF = date(2016, 3, 10)
"""The day the casebooks of these files speak for, after every response was filled in."""
QUESTIONS = 60
SHARE_BLANK = 0.05
SHARE_UNKNOWN = 0.03

_ROSTER = ("統一編號", "企業名稱", "地址", "電話", "聯絡人姓名", "指派日期", "實收資本額", "員工人數")
_COUNTIES = ("臺北市", "新北市", "桃園市", "臺中市", "臺南市", "高雄市", "新竹縣", "彰化縣")
_SYLLABLES = "東南西北和平信義仁愛大同永安光復建國興隆富裕昌盛長青新泰正德明宏金玉"
_KINDS = ("精密", "機械", "電子", "化工", "紡織", "食品", "光電", "生技")
_WISHES = (
    "希望導入製程監測並培訓操作人員",
    "研發人力不足，想找產學合作",
    "想建立海外品牌通路",
    "專利布局需要協助",
)
_LISTS = ("日本、美國", "越南、泰國、印尼", "無", "德國")
_NOT_ASKED = ("site", "factory_registration_number")
_NEED_QUESTIONS = 10
_ALWAYS = ("ubn", "enterprise_name", "contact_name", "answered_on")


def write_roster(path: Path, firms: int, seed: int) -> Path:
    """Write a roster of that many firms."""
    random = Random(seed)  # noqa: S311 - invented firms, no secret
    return _write(path, _ROSTER, (_roster_row(number, random) for number in range(firms)))


def write_responses(path: Path, form: Form, firms: int, seed: int) -> Path:
    """Write one response of each firm of the roster, to the same 60 questions."""
    random = Random(seed)  # noqa: S311 - as above
    asked = _asked(form)
    rows = ([_answer(each, number, random) for each in asked] for number in range(firms))
    return _write(path, [each.label for each in asked], rows)


def _write(path: Path, headers: tuple[str, ...] | list[str], rows: Iterator[list[object]]) -> Path:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("工作表1")
    sheet.append(list(headers))
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def _asked(form: Form) -> list[Question]:
    """Return 60 questions in the order of the form: who answers, two aspects of needs, and single facts.

    Facts that are yes or no fill up what the other kinds leave.
    """
    single = [each for each in form.questions if each.code not in _NOT_ASKED and not each.part]
    needs = [each for each in form.questions if each.role is QuestionRole.NEED][:_NEED_QUESTIONS]
    chosen = [each for each in single if each.type is not FactType.YES_NO or not each.fact]
    filling = [each for each in single if each.type is FactType.YES_NO and each.fact]
    filling = filling[: QUESTIONS - len(chosen) - len(needs)]
    codes = {each.code for each in (*chosen, *needs, *filling)}
    return [each for each in form.questions if each.code in codes]


def _number(number: int) -> str:
    return f"{10_000_000 + number * 7}"


def _name(number: int) -> str:
    given = "".join(_SYLLABLES[number // len(_SYLLABLES) ** power % len(_SYLLABLES)] for power in range(3))
    return f"{given}{_KINDS[number % len(_KINDS)]}股份有限公司"


def _roster_row(number: int, random: Random) -> list[object]:
    address = f"{random.choice(_COUNTIES)}試作路{number + 1}號"
    phone = f"02-2{random.randrange(1_000_000, 9_999_999)}"
    return [
        _number(number), _name(number), address, phone, f"窗口{number % 500}", "105/02/01",
        random.randrange(1, 3_000) * 1_000_000, random.randrange(10, 2_000),
    ]  # fmt: skip


def _answer(question: Question, number: int, random: Random) -> object:
    given = _OF_ONE.get(question.code)
    if given is not None:
        return given(number, random)
    if question.code not in _ALWAYS and random.random() < SHARE_BLANK:
        return None
    if question.type is not FactType.TEXT and random.random() < SHARE_UNKNOWN:
        return "未知"
    return _OF_TYPE[question.type](question, random)


_OF_ONE: dict[str, Callable[[int, Random], object]] = {
    "ubn": lambda number, _: _number(number),
    "enterprise_name": lambda number, _: _name(number),
    "address": lambda number, random: f"{random.choice(_COUNTIES)}遷移路{number + 1}號",
    "phone": lambda _, random: f"04-2{random.randrange(1_000_000, 9_999_999)}",
    "contact_name": lambda number, _: f"窗口{number % 700}",
    "contact_title": lambda _, random: random.choice(("經理", "特助", "副總經理")),
    "contact_phone": lambda _, random: f"09{random.randrange(10_000_000, 99_999_999)}",
    "contact_email": lambda number, _: f"contact{number}@example.com",
    "consent": lambda *_: "是",
    "answered_on": lambda _, random: f"105/03/{random.randrange(1, 10):02d}",
}


def _labels(question: Question, random: Random) -> str:
    chosen = [choice.label for choice in question.choices if random.random() < 0.4]
    return "、".join(chosen) or "無"


_OF_TYPE: dict[FactType, Callable[[Question, Random], object]] = {
    FactType.YES_NO: lambda _, random: random.choice(("是", "否")),
    FactType.INTEGER: lambda _, random: random.randrange(1, 3_000),
    FactType.MONEY: lambda _, random: random.randrange(1, 9_000) * 1_000_000,
    FactType.DECIMAL: lambda _, random: random.randrange(1, 3_000) / 2,
    FactType.PERCENT: lambda _, random: f"{random.randrange(1, 100)}%",
    FactType.DATE: lambda _, random: f"{random.randrange(60, 105)}/{random.randrange(1, 13):02d}/15",
    FactType.ROC_YEAR: lambda _, random: random.choice((103, 104)),
    FactType.TEXT: lambda _, random: f"{random.choice(_WISHES)}，預計{random.randrange(1, 400)}天內完成",
    FactType.TEXTS: lambda _, random: random.choice(_LISTS),
    FactType.CHOICE: lambda question, random: random.choice(question.choices).label,
    FactType.CHOICES: _labels,
}
