"""Wrong usage said in one zh-TW sentence, whoever noticed it: typer, or a reader of ours.

Rule: what typer found is told from the class and the data of its error, never from its English sentence.
"""

from typer import BadParameter, Context, TyperException
from typer.core import TyperGroup

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.text import quote

_HELP = "請加上 --help 查看用法。"


class WrongUsage(UserError):  # noqa: N818 - a refusal, named as the caller meets it
    """The command line itself cannot be understood; nothing was opened for it."""

    def __str__(self) -> str:
        """Return everything on one line, as a shell's user expects it."""
        return f"{self.title}。{self.detail}{self.remedy}"


def unknown_command(name: str, known: list[str]) -> WrongUsage:
    """Return the refusal of a command that does not exist."""
    return WrongUsage(f"沒有{quote(name)}這個指令", f"可用的指令：{'、'.join(known)}。", _HELP)


def missing_command(known: list[str]) -> WrongUsage:
    """Return the refusal of a command line without a command."""
    return WrongUsage("沒有指定指令", f"可用的指令：{'、'.join(known)}。", _HELP)


def refused(error: UserError, where: str) -> WrongUsage:
    """Return the refusal of a value given for an option or argument."""
    return WrongUsage(f"{where}：{error.title}", error.detail, error.remedy)


def translated(error: TyperException) -> WrongUsage:
    """Return what typer refused as our own refusal.

    Typer keeps most classes of its errors to itself; their names and attributes are what there is to go by.
    """
    name = type(error).__name__
    option = str(getattr(error, "option_name", ""))
    if name == "NoSuchOption":
        return WrongUsage(f"沒有{quote(option)}這個選項", "", _HELP)
    if name == "BadOptionUsage":
        return WrongUsage(f"選項{quote(option)}的寫法不對", "可能缺少內容，或不需要內容。", _HELP)
    if name == "MissingParameter":
        return WrongUsage(f"缺少{quote(_parameter(error))}", "", _HELP)
    command = getattr(getattr(error, "ctx", None), "command", None)
    if isinstance(command, TyperGroup):
        return missing_command(_commands(command))
    if isinstance(error, BadParameter):
        return WrongUsage(f"{quote(_parameter(error))}的內容無法辨識", _expected(error), _HELP)
    return WrongUsage("多了無法辨識的內容", "", _HELP)


def _commands(group: TyperGroup) -> list[str]:
    return group.list_commands(Context(group))


def _expected(error: TyperException) -> str:
    """Return what a number should have been, as far as the validation under typer tells it in data."""
    told = getattr(error.__cause__, "errors", None)
    for each in () if told is None else told():
        least = each.get("ctx", {}).get("ge")
        if least is not None:
            return f"須為 {least} 以上的整數。"
        if each.get("type") == "int_parsing":
            return "須為整數。"
    return ""


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    options = [each for each in getattr(parameter, "opts", ()) if each.startswith("-")]
    return options[0] if options else str(getattr(parameter, "metavar", None) or "")
