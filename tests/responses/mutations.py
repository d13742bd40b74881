"""Small files of a few of the thirty, spoiled at random as people and programs spoil them.

Rule: the seed alone decides; the same number gives the same file on every machine.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from backbone_desktop.domain.questionnaire import Form
from tests.responses import shapes
from tests.responses.spelling import Grid, Shape, Value, grid_of
from tests.responses.thirty import thirty
from tests.responses.workbook_shapes import MICROSOFT_FORMS, TYPED, write_workbook

_ROWS = (2, 7)
_SHAPES = (
    shapes.GOOGLE_FORMS, shapes.SURVEYCAKE, shapes.EXCEL, shapes.UNICODE_TEXT, shapes.LIMESURVEY,
    shapes.KOBOTOOLBOX, Shape(day=shapes.roc_day), TYPED, MICROSOFT_FORMS,
)  # fmt: skip
_ENCODINGS = (("utf-8", ","), ("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ";"), ("cp950", ","))
_DAY, _EARLY = datetime(2016, 3, 1, 9), datetime(1900, 1, 1, 6)  # noqa: DTZ001 - a cell knows no zone
_ODD: tuple[Value, ...] = (
    "", " ", "-", "未知", "無", "是", "否", "0", "1", "-1", "1e9", "=1+1", "2=甲", "-30", "0012", "?", "#N/A",
    "5億", "4,800萬", "20~30萬元", "105/2/30", "99.1.5", "42491", 42491, 42491.5, 1050501, -5, 0.35, 10**16,
    "A123456789", "x" * 300, "多\n行", '"', "'", "\u200b", "\u202eabc", "１２３", "四千萬", True,
    "grant loan", "輔導補助、沒有這項", "示範碁恒精密股份有限公司", "沒有這家公司", "04595257",
    "4595252", "12345678",
    _DAY, _EARLY, "小計", "總計", "1234567890123456", "+886-2-2754-1255",
)  # fmt: skip

_Step = Callable[[Grid, Random], None]


def write_mutation(folder: Path, form: Form, seed: int) -> Path:
    """Write the file of that number and return its path."""
    random = Random(seed)
    chosen = sorted(random.sample(range(len(thirty())), random.randint(*_ROWS)))
    shape = random.choice(_SHAPES)
    rows = grid_of(shape, form, tuple(thirty()[each] for each in chosen))
    for _ in range(random.randint(1, 5)):
        random.choice(_STEPS)(rows, random)
    if shape.typed or random.random() < 0.15:
        return write_workbook(folder / f"{seed}.xlsx", rows)
    encoding, delimiter = random.choice(_ENCODINGS)
    path = folder / f"{seed}.csv"
    path.write_bytes(_damaged(_encoded(folder, rows, encoding, delimiter), random))
    return path


def _encoded(folder: Path, rows: Grid, encoding: str, delimiter: str) -> bytes:
    text = shapes.write_text(folder / "plain.csv", rows, "utf-8", delimiter).read_text(encoding="utf-8")
    return text.replace("\n", "\r\n").encode(encoding, "ignore")


def _damaged(content: bytes, random: Random) -> bytes:
    """Return the file, one time in eight cut short, with a byte turned or a piece twice."""
    at, end = sorted(random.sample(range(len(content)), 2))
    match random.randrange(24):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]
        case 2:
            return content[:end] + content[at:]
        case _:
            return content


def _cell(rows: Grid, random: Random) -> tuple[list[Value], int]:
    row = random.choice(rows[1:] or rows)
    return row, random.randrange(len(row))


def _spoil_cell(rows: Grid, random: Random) -> None:
    row, column = _cell(rows, random)
    row[column] = random.choice(_ODD)


def _spoil_identity(rows: Grid, random: Random) -> None:
    row, _ = _cell(rows, random)
    row[random.randrange(min(5, len(row)))] = random.choice(_ODD)


def _exchange_cells(rows: Grid, random: Random) -> None:
    (first, at), (second, other) = _cell(rows, random), _cell(rows, random)
    first[at], second[other] = second[other], first[at]


def _shuffle_columns(rows: Grid, random: Random) -> None:
    order = list(range(len(rows[0])))
    random.shuffle(order)
    for row in rows:
        row[:] = [row[at] if at < len(row) else "" for at in order]


def _drop_column(rows: Grid, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    for row in rows:
        del row[at : at + 1]


def _repeat_column(rows: Grid, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    for row in rows:
        row.append(row[at] if at < len(row) else "")


def _rename_header(rows: Grid, random: Random) -> None:
    rows[0][random.randrange(len(rows[0]))] = random.choice(
        ("備註", "其他", "統編", "員工數", "企業名稱", "", "a/b")
    )


def _repeat_row(rows: Grid, random: Random) -> None:
    rows.insert(random.randrange(1, len(rows) + 1), list(random.choice(rows)))


def _blank_row(rows: Grid, random: Random) -> None:
    rows.insert(random.randrange(len(rows) + 1), [""] * len(rows[0]))


def _title(rows: Grid, _random: Random) -> None:
    rows.insert(0, ["輔導需求問卷回覆", *[""] * (len(rows[0]) - 1)])


def _ragged_row(rows: Grid, random: Random) -> None:
    row, at = _cell(rows, random)
    if row is not rows[0]:
        del row[at + 1 :]


def _change_figures(rows: Grid, random: Random) -> None:
    for row in rows[1:]:
        at = random.randrange(len(row)) if row else 0
        if row and isinstance(row[at], int | float):
            row[at] = random.randrange(10**6)


_STEPS: tuple[_Step, ...] = (
    _spoil_cell, _spoil_cell, _spoil_cell, _spoil_identity, _exchange_cells, _shuffle_columns, _drop_column,
    _repeat_column, _rename_header, _repeat_row, _blank_row, _title, _ragged_row, _change_figures,
)  # fmt: skip
