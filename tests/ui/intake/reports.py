"""Made-up results of imports, for what only draws them."""

from backbone_desktop.domain.intake import (
    BatchKind,
    CellChange,
    ColumnMatch,
    FileSample,
    Gravity,
    IntakeReport,
    Issue,
    RowOutcome,
    RowResult,
    SampleRow,
)


def issue(column: str, message: str = "看不懂。", gravity: Gravity = Gravity.ERROR) -> Issue:
    return Issue("回覆", 9, column, "made-up", "給的", message, "請更正。", gravity)


def result(
    row: int,
    outcome: RowOutcome,
    *,
    changes: tuple[CellChange, ...] = (),
    issues: tuple[Issue, ...] = (),
) -> RowResult:
    return RowResult("回覆", row, outcome, "04595257", "測試甲股份有限公司", "8 題", changes, issues)


def report(*rows: RowResult, columns: tuple[ColumnMatch, ...] = (), dry_run: bool = True) -> IntakeReport:
    headers = tuple(each.column for each in columns)
    return IntakeReport("回覆.csv", None, rows, columns, (), headers, "UTF-8", dry_run)


def every_outcome() -> IntakeReport:
    changes = (
        CellChange("員工人數", "186", "192", confirmed=True),
        CellChange("外銷比率", "", "60%"),
    )
    return report(
        result(3, RowOutcome.NEW),
        result(4, RowOutcome.CHANGED, changes=changes),
        result(5, RowOutcome.UNCHANGED),
        result(9, RowOutcome.REJECTED, issues=(issue("統一編號"), issue("設立日期"))),
        columns=(ColumnMatch("統編", "ubn", "alias"), ColumnMatch("碳盤查", "", "")),
    )


def sample(likely: BatchKind | None = BatchKind.RESPONSES, encoding: str = "UTF-8") -> FileSample:
    rows = (SampleRow(1, ("統編", "碳盤查")), SampleRow(2, ("04595257", "")), SampleRow(3, ("", "規劃中")))
    return FileSample("回覆.csv", encoding, False, ("回覆",), "回覆", rows, 3, likely)
