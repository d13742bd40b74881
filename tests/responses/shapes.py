"""The shapes in which form services and offices send the thirty responses as text.

Rule: a writer makes one whole file of the thirty and returns its path.
"""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from backbone_desktop.domain.questionnaire import Form, Question
from backbone_desktop.domain.roc_date import ROC_OFFSET
from tests.responses.spelling import Grid, Shape, grid_of
from tests.responses.thirty import Given

Writer = Callable[[Path, Form, tuple[Given, ...]], Path]

_FULL_WIDTH = str.maketrans("0123456789/", "０１２３４５６７８９／")


def slashes(day: date, _number: int) -> str:
    """Return 2016/2/5, as Excel shows a day."""
    return f"{day.year}/{day.month}/{day.day}"


def roc_day(day: date, number: int) -> str:
    """Return a day in one of the seven spellings of Taiwanese offices, each in its turn."""
    year = day.year - ROC_OFFSET
    spellings = (
        f"{year}.{day.month}.{day.day}",
        f"{year}/{day.month:02d}/{day.day:02d}",
        f"{year}-{day.month:02d}-{day.day:02d}",
        f"{year}年{day.month}月{day.day}日",
        f"民國{year}年 {day.month}月 {day.day}日",
        f"{year:03d}{day.month:02d}{day.day:02d}",
        f"{year}/{day.month}/{day.day}".translate(_FULL_WIDTH),
    )
    return spellings[number % len(spellings)]


def _in_group(question: Question) -> str:
    return f"survey/{question.section}/{question.code}"


def _letters_and_digits(question: Question) -> str:
    return question.code.replace("_", "")


GOOGLE_FORMS = Shape(
    between=", ",
    stamp=lambda day, number: (
        f"{slashes(day, number)} {'下午' if number % 2 else '上午'} {number % 12 + 1}:04:05"
    ),
)
GOOGLE_DOWNLOAD = Shape(
    between=";",
    stamp=lambda day, number: (
        f"{day:%Y/%m/%d} {number % 12 + 1}:04:05 {'下午' if number % 2 else '上午'} GMT+8"
    ),
)
"""What the form itself hands out, where the sheet it fills says the time without its zone."""
SURVEYCAKE = Shape(
    header=lambda question: f"{question.label}（必填）" if question.required else question.label,
    between="\n",
    stamp=lambda day, _number: f"{day.isoformat()} 15:04:05",
    extra=(("填答秒數", lambda number: 600 + number), ("IP紀錄", lambda _number: "192.0.2.1")),
)
EXCEL = Shape(
    header=lambda question: next((each for each in question.aliases if _is_cp950(each)), question.label),
    day=slashes,
)
UNICODE_TEXT = Shape(header=lambda question: question.label_en, between="; ", day=slashes)
LIMESURVEY = Shape(
    header=_letters_and_digits,
    yes_no=("Y", "N", "unknown"),
    by_code=True,
    between="",
    option=lambda header, choice: f"{header}[{choice.code.replace('_', '')}]",
    ticks=("Y", "", "N"),
    stamp=lambda day, _number: f"{day.isoformat()} 15:04:05",
    extra=(("id", lambda number: number + 1), ("lastpage", lambda _number: 9), ("seed", lambda _number: 0)),
)
KOBOTOOLBOX = Shape(
    header=_in_group,
    yes_no=("yes", "no", "unknown"),
    by_code=True,
    between=" ",
    option=lambda header, choice: f"{header}/{choice.code}",
    stamp=lambda day, _number: f"{day.isoformat()}T15:04:05.000+08:00",
    extra=(
        ("start", lambda _number: "2016-02-01T08:00:00.000+08:00"),
        ("_id", lambda number: 70_000 + number),
        ("_uuid", lambda number: f"00000000-0000-4000-8000-{number:012d}"),
    ),
)


def _is_cp950(text: str) -> bool:
    return text.encode("cp950", "ignore").decode("cp950") == text


def write_text(path: Path, rows: Grid, encoding: str, delimiter: str) -> Path:
    """Write rows as CSV or TSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def _as_text(shape: Shape, encoding: str, delimiter: str = ",") -> Writer:
    def write(folder: Path, form: Form, responses: tuple[Given, ...]) -> Path:
        return write_text(folder / "responses.csv", grid_of(shape, form, responses), encoding, delimiter)

    return write


TEXT_WRITERS: dict[str, Writer] = {
    "Google Forms, CSV in UTF-8": _as_text(GOOGLE_FORMS, "utf-8"),
    "Google Forms, downloaded from the form": _as_text(GOOGLE_DOWNLOAD, "utf-8"),
    "SurveyCake, CSV with a mark": _as_text(SURVEYCAKE, "utf-8-sig"),
    "Excel, CSV in CP950": _as_text(EXCEL, "cp950"),
    "Excel, Unicode text": _as_text(UNICODE_TEXT, "utf-16", "\t"),
    "LimeSurvey, one column per option": _as_text(LIMESURVEY, "utf-8", ";"),
    "KoboToolbox, groups and 0/1 columns": _as_text(KOBOTOOLBOX, "utf-8", ";"),
    "dates in seven ROC spellings": _as_text(Shape(day=roc_day, between=";"), "utf-8-sig"),
}
