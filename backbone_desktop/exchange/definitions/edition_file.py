"""Reading a year edition: ``edition.toml`` and one ``measure-NN.toml`` for every measure it announces.

Rule: an edition is read whole or refused with everything that is wrong in any of its files.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition, Measure, Section
from backbone_desktop.exchange.definitions.citation import Place
from backbone_desktop.exchange.definitions.measure_file import read_measure
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.service_group_reader import read_service_group
from backbone_desktop.exchange.definitions.toml_file import parse_toml, read_bytes
from backbone_desktop.exchange.definitions.toml_table import Table

EDITION_FILE = "edition.toml"
MOST_MEASURES = 99
"""File names have two digits."""

_TITLE = "年度版資料無法讀取"


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
        problems.refuse_if_any(_TITLE)
        raise DataFileError(_TITLE, f"{directory.name} 沒有 {EDITION_FILE}。", "請重新取得完整的年度版。")
    edition = _EditionReader(table, files, facts, problems).read()
    problems.refuse_if_any(_TITLE)
    return edition


def edition_digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 over an edition's files by name, the same on every platform.

    Line ends count as one character each way, so that a checkout on Windows has the same digest.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        content = files[name].replace(b"\r\n", b"\n")
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _read_folder(directory: Path, problems: Problems) -> dict[str, bytes]:
    try:
        paths = sorted(each for each in directory.iterdir() if each.suffix == ".toml")
    except OSError as error:
        problems.add(directory.name, "", f"資料夾無法讀取（{error.strerror or type(error).__name__}）。")
        return {}
    contents = {path.name: read_bytes(path, problems) for path in paths}
    return {name: raw for name, raw in contents.items() if raw is not None}


class _EditionReader:
    """One reading of one folder."""

    __slots__ = ("_facts", "_files", "_head", "_problems")

    def __init__(
        self, head: Table, files: Mapping[str, bytes], facts: FactCatalogue, problems: Problems
    ) -> None:
        self._head = head
        self._files = files
        self._facts = facts
        self._problems = problems

    def read(self) -> Edition:
        head = self._head
        roc_year = head.integer("roc_year")
        sections = self._sections()
        edition = Edition(
            id=head.text("id"),
            roc_year=roc_year,
            title=head.text("title"),
            publisher=head.text("publisher"),
            sections=sections,
            measures=self._measures(roc_year, {each.number: each for each in sections}),
            digest=edition_digest(self._files),
            group=read_service_group(head.table("group")),
        )
        if not re.fullmatch(rf"{roc_year}\.[1-9][0-9]*", edition.id):
            head.problem("id", f"須為年度加修訂序號，例如 {roc_year}.1。")
        head.close()
        return edition

    def _sections(self) -> tuple[Section, ...]:
        sections: list[Section] = []
        for position, table in enumerate(self._head.tables("sections"), start=1):
            number = table.integer("number")
            if "number" in table and number != position:
                table.problem("number", f"分類須依序編號，此處應為 {position}。")
            aspect = table.code("aspect", Aspect) or Aspect.OTHER
            sections.append(Section(number, aspect, table.text("title")))
            table.close()
        if not sections:
            self._head.problem("sections", "至少須有一個分類。")
        return tuple(sections)

    def _measures(self, roc_year: int, sections: Mapping[int, Section]) -> tuple[Measure, ...]:
        wanted = self._file_names()
        for name in sorted(set(self._files) - set(wanted) - {EDITION_FILE}):
            self._problems.add(name, "", "不是本年度版公告的檔案。")
        measures: list[Measure] = []
        for name, number in wanted.items():
            table = self._table(name)
            if table is not None:
                measures.append(read_measure(table, Place(roc_year, number), sections, self._facts))
        names: dict[str, int] = {}
        for measure in measures:
            if names.setdefault(measure.name, measure.number) != measure.number:
                self._problems.add(f"measure-{measure.number:02d}.toml", "name", "與另一項措施同名。")
        return tuple(measures)

    def _file_names(self) -> dict[str, int]:
        count = self._head.integer("measures")
        if not 1 <= count <= MOST_MEASURES:
            self._head.problem("measures", f"須在 1 與 {MOST_MEASURES} 之間。")
            return {}
        return {f"measure-{number:02d}.toml": number for number in range(1, count + 1)}

    def _table(self, name: str) -> Table | None:
        raw = self._files.get(name)
        if raw is None:
            self._problems.add(name, "", "缺少此檔案，或檔案無法讀取。")
            return None
        return parse_toml(raw, name, self._problems)
