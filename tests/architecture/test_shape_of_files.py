"""Every file stays small, says why it exists, and takes today's date from its caller."""

import ast
from pathlib import Path

from tests.architecture.sources import CHECKOUT, PACKAGE, parse, python_files, shown

LONGEST_FILE = 350
BELOW_BOOTSTRAP = [PACKAGE / layer for layer in ("domain", "matching", "storage", "exchange", "services")]
CLOCKS = {"today", "now", "utcnow"}
CLOCK_OWNERS = {"date", "datetime"}


def our_python() -> list[Path]:
    return python_files(*(CHECKOUT / name for name in ("backbone_desktop", "db", "installers", "tests")))


def clock_readings(tree: ast.AST) -> list[int]:
    """Return the lines that read the machine's date: ``date.today()``, ``datetime.now()`` and their kin."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and _name(node.value) in CLOCK_OWNERS
    ]


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_no_file_is_longer_than_a_reader_bears() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in our_python()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_module_says_why_it_exists() -> None:
    modules = python_files(PACKAGE, CHECKOUT / "installers")
    assert [shown(path) for path in modules if not ast.get_docstring(parse(path))] == []


def test_no_relative_import_crosses_a_package() -> None:
    crossing = [
        f"{shown(path)}:{node.lineno}"
        for path in our_python()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom) and node.level > 1
    ]
    assert crossing == []


def test_nothing_below_bootstrap_asks_the_machine_for_the_date() -> None:
    readings = [
        f"{shown(path)}:{line}"
        for path in python_files(*BELOW_BOOTSTRAP)
        for line in clock_readings(parse(path))
    ]
    assert readings == []


def test_a_clock_reading_would_be_seen() -> None:
    code = "import datetime\nfrom datetime import date\ndate.today()\ndatetime.datetime.now(tz=None)\n"
    assert clock_readings(ast.parse(code)) == [3, 4]


def test_no_code_reaches_for_the_application_as_a_global() -> None:
    reaching = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files(PACKAGE)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "instance"
        and _name(node.value) in {"QApplication", "QGuiApplication", "QCoreApplication"}
    ]
    assert reaching == []
