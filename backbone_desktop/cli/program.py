"""``backbone``: the global options, the tree of commands, and what becomes of a refusal.

Rule: whatever happens, the caller gets an exit code and a sentence, never a traceback:
0 done; 1 refused, or problems found; 2 wrong usage; 3 the casebook cannot be opened; 130 stopped with Ctrl+C.
"""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from backbone_desktop import __version__, diagnostics, paths
from backbone_desktop.cli import (
    ask_commands,
    backup_commands,
    batch_commands,
    board_commands,
    case_commands,
    casebook_commands,
    catalogue_commands,
    export_commands,
    intake_commands,
    log_commands,
    match_commands,
    money_commands,
)
from backbone_desktop.cli.help_page import CliGroup
from backbone_desktop.cli.invocation import Interrupted, Invocation, NotOpened
from backbone_desktop.cli.output import Output, prepare_streams
from backbone_desktop.cli.reading import read_day
from backbone_desktop.cli.usage import WrongUsage, translated
from backbone_desktop.domain.errors import BackboneError, Cancelled

DONE, REFUSED, WRONG_USAGE, NOT_OPENED, STOPPED = 0, 1, 2, 3, 130

_JSON = "--json"
_LOG = logging.getLogger(__name__)

_HELP = """中堅企業個案簿的指令列：與視窗相同的功能，供批次作業與檢查使用。

共用選項寫在指令前面，例如：backbone --data-dir 個案簿 --as-of 105/03/10 cases list

結束代碼：0 完成；1 遭拒絕或發現問題；2 用法錯誤；3 個案簿無法開啟（不存在、版本較新、使用中或不是個案簿）；
130 以 Ctrl+C 中斷，進行中的工作不會留下任何更動。"""

_Folder = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", metavar="資料夾", help="個案簿的資料夾；預設為使用者資料夾或 BACKBONE_DATA_DIR。"
    ),
]
_AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="日期", help="代替今天的日期，例如 105/03/10 或 2016-03-10。"),
]
_Json = Annotated[bool, typer.Option(_JSON, help="以一份 JSON 回答；寫在指令後面也可以。")]


class _Program(CliGroup):
    """The top of the tree, in the order of a consultant's month."""

    order = (
        *("init", "demo", "roster", "form", "responses", "imports"),
        *("cases", "case", "facts", "answers", "search"),
        *(
            "match",
            "ask",
            "what-if",
            "money",
            "outlook",
            "screening",
            "board",
            "plan",
            "decide",
            "visit",
            "followup",
            "application",
            "catalogue",
        ),
        *("export", "backup", "check"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line.

    Args:
        arguments: What follows ``backbone``; what the process was started with if absent.

    Returns:
        The exit code, as in the module's rule.
    """
    prepare_streams()
    words, as_json = take_json(sys.argv[1:] if arguments is None else arguments)
    return _run(words, Output(as_json))


def take_json(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """Return the words without ``--json`` before ``--``, and whether it was among them."""
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    kept = [word for word in words[:end] if word != _JSON]
    return [*kept, *words[end:]], len(kept) < end


def build_program(output: Output) -> typer.Typer:
    """Return the tree of commands, answering through ``output``."""
    program = typer.Typer(cls=_Program, help=_HELP, add_completion=False, rich_markup_mode=None)

    def show_version(asked: bool) -> None:
        if asked:
            output.result({"version": __version__}, f"backbone {__version__}")
            raise typer.Exit

    @program.callback()
    def options(  # pyright: ignore[reportUnusedFunction]
        context: typer.Context,
        data_dir: _Folder = None,
        as_of: _AsOf = None,
        json: _Json = False,  # noqa: ARG001 - taken out before typer reads the words; declared for the help
        version: Annotated[  # noqa: ARG001 - answered by its callback
            bool, typer.Option("--version", help="顯示程式版本。", is_eager=True, callback=show_version)
        ] = False,
    ) -> None:
        folder = paths.default_data_dir() if data_dir is None else data_dir.expanduser().absolute()
        day = None if as_of is None else read_day(as_of, "--as-of")
        context.obj = Invocation(folder, day, output)

    casebook_commands.register(program)
    intake_commands.register(program)
    batch_commands.register(program)
    case_commands.register(program)
    log_commands.register(program)
    match_commands.register(program)
    ask_commands.register(program)
    money_commands.register(program)
    board_commands.register(program)
    catalogue_commands.register(program)
    export_commands.register(program)
    backup_commands.register(program)
    return program


def _run(words: list[str], output: Output) -> int:
    try:
        result = build_program(output)(words, prog_name="backbone", standalone_mode=False)
    except (KeyboardInterrupt, Cancelled, typer.Abort):
        return _stopped(output)
    except BackboneError as error:
        output.refusal(error)
        return _code_of(error)
    except typer.TyperException as error:
        output.refusal(translated(error))
        return WRONG_USAGE
    except Exception as error:  # noqa: BLE001 - a defect of ours is told in a sentence as well
        output.refusal(_defect(error))
        return REFUSED
    # Typer itself turns Ctrl+C into this code, without a word.
    return _stopped(output) if result == STOPPED else int(result or DONE)


def _stopped(output: Output) -> int:
    output.refusal(BackboneError("已中斷", "進行中的工作沒有留下任何更動。"))
    return STOPPED


def _code_of(error: BackboneError) -> int:
    match error:
        case WrongUsage():
            return WRONG_USAGE
        case Interrupted():
            return STOPPED
        case NotOpened():
            return NOT_OPENED
        case _:
            return REFUSED


def _defect(error: Exception) -> BackboneError:
    """Log a defect without anything of a case, and say so."""
    detail = "詳細情形未能記錄。"
    try:
        log = diagnostics.start_logging(paths.default_data_dir() / "logs")
        _LOG.error("%s", diagnostics.defect_report(error, "command line"))
        diagnostics.stop_logging()
        detail = f"詳細情形記在「{log}」，內容不含個案資料。"
    except OSError:
        pass
    return BackboneError("程式發生未預期的錯誤", detail, "請將這份紀錄提供給程式維護人員。")
