"""The commands of ``dev.py``: each sets up what it needs, then does its one thing.

The rule: a command's exit code is the exit code of what it ran; a refusal is one sentence and exit code 1.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from installers import system_packages as packages
from installers.demonstration import demonstrate
from installers.environment import DEVELOPMENT, RUNTIME, Environment, set_up
from installers.machine import Machine
from installers.words import CONSULTANT, CONTRIBUTOR, Refusal, prepare_terminal, say

CHECKOUT = Path(__file__).resolve().parent.parent
OFF_SCREEN_QT = {"QT_QPA_PLATFORM": "offscreen"}


def main(arguments: Sequence[str], machine: Machine | None = None, checkout: Path = CHECKOUT) -> int:
    """Carry out one command line and return its exit code.

    Args:
        arguments: What follows ``dev.py``; anything a command does not know goes to what it starts.
        machine: Where to do it; this computer if absent.
        checkout: The folder that holds ``pyproject.toml``.
    """
    prepare_terminal()
    parser = _parser()
    chosen, extra = parser.parse_known_args(arguments)
    if extra and chosen.command not in {"run", "test"}:
        parser.error(f"unrecognized arguments: {' '.join(extra)}")
    command: Callable[[Environment, Machine, list[str]], int] = _COMMANDS[chosen.command]
    try:
        return command(Environment(checkout), machine or Machine(), extra)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(environment: Environment, machine: Machine, extra: list[str]) -> int:
    """Open the window; without a screen, run the demonstration through the command line."""
    if not machine.has_display and "--demo" not in extra:
        raise Refusal("這台電腦沒有可用的螢幕，無法開啟視窗；加上 --demo 可改以指令列執行示範流程。")
    screen = (*packages.WINDOW, *packages.CHINESE_FONT) if machine.has_display else ()
    packages.ensure(machine, CONSULTANT, (*packages.OFF_SCREEN, *screen))
    set_up(environment, machine, CONSULTANT, RUNTIME)
    if machine.has_display:
        return machine.run([environment.python, "-m", "backbone_desktop", *extra])
    demonstrate(environment, machine)
    return 0


def test(environment: Environment, machine: Machine, extra: list[str]) -> int:
    """Run every test and measure coverage; with arguments, run what they name."""
    wanted = (*packages.OFF_SCREEN, *packages.WINDOW, *packages.CHINESE_FONT, *packages.TESTS)
    packages.ensure(machine, CONTRIBUTOR, wanted)
    set_up(environment, machine, CONTRIBUTOR, DEVELOPMENT)
    # A part of the tests covers a part of the program: the threshold is for the whole.
    chosen = extra or ["--cov", "--cov-report=term", "--numprocesses", "auto", "--dist", "worksteal"]
    return machine.run([environment.python, "-m", "pytest", *chosen], cwd=environment.checkout)


def check(environment: Environment, machine: Machine, _extra: list[str]) -> int:
    """Run every static check, all of them even when one fails, and name those that failed."""
    set_up(environment, machine, CONTRIBUTOR, DEVELOPMENT)
    checks: dict[str, list[str | Path]] = {
        "ruff check": [environment.python, "-m", "ruff", "check"],
        "ruff format": [environment.python, "-m", "ruff", "format", "--check"],
        "mypy": [environment.python, "-m", "mypy"],
        "import contracts": [environment.program("lint-imports"), "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if machine.run(command, cwd=environment.checkout) != 0:
            failed.append(name)
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def screenshots(environment: Environment, machine: Machine, _extra: list[str]) -> int:
    """Photograph every page of the demonstration casebook into ``docs/screenshots``."""
    packages.ensure(machine, CONTRIBUTOR, (*packages.OFF_SCREEN, *packages.CHINESE_FONT))
    set_up(environment, machine, CONTRIBUTOR, RUNTIME)
    folder = environment.checkout / "docs" / "screenshots"
    command: list[str | Path] = [
        environment.python,
        "-m",
        "backbone_desktop",
        "--demo",
        "--screenshots",
        folder,
    ]
    return machine.run(command, extra=OFF_SCREEN_QT)


def lock(environment: Environment, machine: Machine, _extra: list[str]) -> int:
    """Resolve the dependencies of ``pyproject.toml`` anew and write both locked files."""
    set_up(environment, machine, CONTRIBUTOR, DEVELOPMENT)
    resolve: list[str | Path] = [
        environment.program("uv"),
        "pip",
        "compile",
        "pyproject.toml",
        "--quiet",
        "--no-config",
        "--upgrade",
    ]
    # One file for every platform and version; the index's address stays out of it.
    shape = ["--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"]
    plain = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    development = ["--group", "build", "--group", "dev", "-o", "requirements/dev.txt"]
    runtime = ["--group", "build", "-c", "requirements/dev.txt", "-o", "requirements/runtime.txt"]
    for target in (development, runtime):
        code = machine.run([*resolve, *shape, *plain, *target], cwd=environment.checkout)
        if code != 0:
            return code
    return 0


_COMMANDS = {"run": run, "test": test, "check": check, "screenshots": screenshots, "lock": lock}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py", description="Set everything up, then:", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="open the program; --demo opens the demonstration", add_help=False)
    commands.add_parser("test", help="run all tests; further arguments go to pytest", add_help=False)
    commands.add_parser("check", help="run every static check")
    commands.add_parser("screenshots", help="photograph every page into docs/screenshots")
    commands.add_parser("lock", help="resolve the dependencies anew")
    return parser
