"""Declarations that several commands share."""

from typing import Annotated

import typer

CaseReference = Annotated[
    str,
    typer.Argument(metavar="ID", help="統一編號、識別碼，或不重複的企業名稱。", show_default=False),
]
MeasureNumber = Annotated[
    str,
    typer.Option("--measure", metavar="N", help="措施編號，1 至 42。", show_default=False),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只顯示結果，不存入個案簿。")]
