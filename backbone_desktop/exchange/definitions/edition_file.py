"""Reading a year edition: ``edition.toml`` and one ``measure-NN.toml`` for every measure it announces.

Rule: an edition is read whole or refused with everything that is wrong in any of its files.
"""

from collections.abc import Mapping
from pathlib import Path

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.definitions.edition_reader import UNREADABLE, build_edition, measure_count
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.toml_file import parse_toml, read_bytes
from backbone_desktop.exchange.definitions.toml_table import Table

EDITION_FILE = "edition.toml"


def read_edition(directory: Path, facts: FactCatalogue) -> Edition:
    """Read an edition and check it against the facts its criteria may name.

    Args:
        directory: The folder of one edition; files other than TOML are not looked at.
        facts: The facts that exist.

    Raises:
        DataFileError: Anything is missing, unknown or contradictory; every problem is listed as
            ``measure-12.toml: items[2].window.spans[1].closes：…``, places counted from 1.
    """
    problems = Problems()
    files = _read_folder(directory, problems)
    head = files.get(EDITION_FILE)
    table = None if head is None else parse_toml(head, EDITION_FILE, problems)
    if table is None:
        problems.refuse_if_any(UNREADABLE)
        raise DataFileError(UNREADABLE, f"{directory.name} 沒有 {EDITION_FILE}。", "請重新取得完整的年度版。")
    edition = build_edition(table, _measure_tables(table, files, problems), facts, problems)
    problems.refuse_if_any(UNREADABLE)
    return edition


def _read_folder(directory: Path, problems: Problems) -> dict[str, bytes]:
    try:
        paths = sorted(each for each in directory.iterdir() if each.suffix == ".toml")
    except OSError as error:
        problems.add(directory.name, "", f"資料夾無法讀取（{error.strerror or type(error).__name__}）。")
        return {}
    contents = {path.name: read_bytes(path, problems) for path in paths}
    return {name: raw for name, raw in contents.items() if raw is not None}


def _measure_tables(head: Table, files: Mapping[str, bytes], problems: Problems) -> dict[int, Table]:
    wanted = {f"measure-{number:02d}.toml": number for number in range(1, measure_count(head) + 1)}
    for name in sorted(set(files) - set(wanted) - {EDITION_FILE}):
        problems.add(name, "", "不是本年度版公告的檔案。")
    tables: dict[int, Table] = {}
    for name, number in wanted.items():
        raw = files.get(name)
        if raw is None:
            problems.add(name, "", "缺少此檔案，或檔案無法讀取。")
            continue
        table = parse_toml(raw, name, problems)
        if table is not None:
            tables[number] = table
    return tables
