"""Help in zh-TW: typer's own pages are English and count a Chinese character as one letter wide.

Rule: a page shows what the command declares and adds no facts of its own.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from backbone_desktop.cli.table import display_width as width_of
from backbone_desktop.cli.table import indented, pad
from backbone_desktop.cli.usage import unknown_command

_HELP_OPTION = "顯示這份說明。"
_JSON_NOTE = "所有指令都可加上 --json，此時標準輸出只有一份 JSON。"
_WIDEST_LABEL = 28


class CliCommand(TyperCommand):
    """A command whose help is a zh-TW page."""

    def get_help(self, ctx: Any) -> str:
        """Return the page."""
        return _page(self, ctx, [])


class CliGroup(TyperGroup):
    """A group of commands whose help is a zh-TW page and whose refusals are zh-TW sentences.

    Attributes:
        order: The commands in the order of the page; those left out come last.
    """

    order: ClassVar[tuple[str, ...]] = ()

    def get_help(self, ctx: Any) -> str:
        """Return the page."""
        commands = [(name, _first_line(self.commands[name].help)) for name in self.list_commands(ctx)]
        return _page(self, ctx, commands)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        """Return the commands in the order of the page."""
        places = {name: place for place, name in enumerate(self.order)}
        return sorted(self.commands, key=lambda name: places.get(name, len(places)))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command named."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise unknown_command(args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


def _page(command: TyperCommand | TyperGroup, ctx: Any, commands: list[tuple[str, str]]) -> str:
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption)]
    parts = [
        f"用法：{_usage(ctx.command_path, arguments, has_commands=bool(commands))}",
        command.help or "",
        _section("引數", ((_argument_label(each), each.help or "") for each in arguments)),
        _section(
            "選項", [*((_option_label(each), each.help or "") for each in options), ("--help", _HELP_OPTION)]
        ),
        _section("指令", commands),
        command.epilog or _JSON_NOTE,
    ]
    return "\n\n".join(part for part in parts if part)


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0]


def _usage(path: str, arguments: Iterable[TyperArgument], *, has_commands: bool) -> str:
    words = [path, "[選項]", *(_argument_label(each) for each in arguments)]
    return " ".join([*words, "指令 …"] if has_commands else words)


def _argument_label(argument: TyperArgument) -> str:
    label = f"{argument.metavar or argument.name}{'…' if argument.nargs == -1 else ''}"
    return label if argument.required else f"[{label}]"


def _option_label(option: TyperOption) -> str:
    names = "、".join(option.opts)
    value = "" if option.is_flag else f" {option.metavar or '文字'}"
    return f"{names}{value}{'（必填）' if option.required else ''}{' …' if option.multiple else ''}"


def _section(title: str, entries: Iterable[tuple[str, str]]) -> str:
    listed = list(entries)
    if not listed:
        return ""
    column = min(max(width_of(label) for label, _ in listed), _WIDEST_LABEL)
    lines = [
        f"{pad(label, column)}  {text}" if width_of(label) <= column else f"{label}\n{' ' * column}  {text}"
        for label, text in listed
    ]
    return f"{title}：\n" + "\n".join(indented(line) for line in lines)
