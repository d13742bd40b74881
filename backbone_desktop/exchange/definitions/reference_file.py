"""Reading the reference data: guidance systems, industries, principles, agency names and lead times.

Rule: all files are examined, then everything that is wrong in any of them is refused at once.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.reference import Reference
from backbone_desktop.exchange.definitions.agencies_reader import read_agencies
from backbone_desktop.exchange.definitions.guidance_reader import read_guidance_systems
from backbone_desktop.exchange.definitions.industries_reader import read_industries
from backbone_desktop.exchange.definitions.lead_times_reader import read_lead_times
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.programme_reader import read_programme
from backbone_desktop.exchange.definitions.toml_file import parse_toml, read_bytes
from backbone_desktop.exchange.definitions.toml_table import Table

PartT = TypeVar("PartT")

GUIDANCE_FILE = "guidance_systems.toml"
INDUSTRIES_FILE = "core_industries.toml"
PROGRAMME_FILE = "principles.toml"
AGENCIES_FILE = "agencies.toml"
LEAD_TIMES_FILE = "lead_times.toml"

_TITLE = "參考資料無法讀取"


def read_reference(directory: Path, facts: FactCatalogue) -> Reference:
    """Read the reference data.

    Args:
        directory: The folder that holds the five files.
        facts: The facts a principle may name; the core industries are the choices of one of them.

    Raises:
        DataFileError: A file is missing or anything in one is wrong; all problems are listed.
    """
    problems = Problems()

    def part(name: str, reader: Callable[[Table], PartT]) -> PartT | None:
        return _read_part(directory / name, reader, problems)

    systems = part(GUIDANCE_FILE, read_guidance_systems)
    industries = part(INDUSTRIES_FILE, lambda table: read_industries(table, facts))
    programme = part(PROGRAMME_FILE, lambda table: read_programme(table, facts))
    agencies = part(AGENCIES_FILE, read_agencies)
    lead_times = part(LEAD_TIMES_FILE, read_lead_times)
    problems.refuse_if_any(_TITLE)
    if not (systems and industries and programme and agencies and lead_times):
        raise DataFileError(_TITLE, f"{directory.name} 的內容不完整。", "請重新取得完整的參考資料。")
    return Reference(systems, industries, programme, agencies, lead_times)


def _read_part(path: Path, reader: Callable[[Table], PartT], problems: Problems) -> PartT | None:
    raw = read_bytes(path, problems)
    table = None if raw is None else parse_toml(raw, path.name, problems)
    if table is None:
        return None
    found = reader(table)
    table.close()
    return found
