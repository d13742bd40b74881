"""How long an import takes beside the least it could: calamine's parse and bare inserts of the same rows.

Run ``python -m benchmarks.intake`` in the checkout. Both sides are measured in turns in the same run: the
import through the service, validated and whole, and its lower bound on a copy of the same casebook. Then
the window imports the same file while a heartbeat beats in its GUI thread, and a process of its own imports
it once more for the most memory it holds.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from backbone_desktop import bootstrap, paths
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.intake import BatchKind, RowOutcome
from backbone_desktop.exchange.definitions import read_facts
from backbone_desktop.exchange.form_file import read_form
from backbone_desktop.services.intake import ImportChoices
from backbone_desktop.storage.casebook import CASEBOOK_FILE
from benchmarks.intake_files import AS_OF, write_responses, write_roster
from benchmarks.raw_inserts import insert_seconds, parse_seconds

LIMIT = 2.0


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of file, and the casebook it comes into."""

    kind: BatchKind
    path: Path
    before: Path


@dataclass(frozen=True, slots=True)
class Comparison:
    """Medians of the rounds, in seconds; ``rows`` written, by table."""

    ratio: float
    ratios: tuple[float, ...]
    import_s: float
    lower_bound_s: float
    parse_s: float
    inserts_s: float
    rows: dict[str, int]


def main() -> int:
    """Measure and print one JSON document; exit 1 when responses take more than twice the lower bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=105)
    parser.add_argument("--without-window", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roster, responses = prepare(Path(folder), arguments.firms, arguments.seed)
        report: dict[str, object] = {"firms": arguments.firms}
        measured = compare(responses, arguments.rounds)
        report["responses"] = asdict(measured)
        report["roster"] = asdict(compare(roster, arguments.rounds))
        report["peak_memory_mb"] = _in_a_process("benchmarks.intake_memory", responses)
        if not arguments.without_window:
            report["window"] = _in_a_process("benchmarks.intake_window", responses)
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    return 0 if measured.ratio <= LIMIT else 1


def prepare(folder: Path, firms: int, seed: int) -> tuple[Work, Work]:
    """Write both files and the casebooks each of them comes into."""
    resources = paths.resources_dir()
    form = read_form(resources, bootstrap.EDITION_YEAR, read_facts(resources))
    empty, listed = folder / "empty", folder / "listed"
    bootstrap.create_session(empty, Consultant("", "量測顧問")).close()
    roster = Work(BatchKind.ROSTER, write_roster(folder / "roster.xlsx", firms, seed), empty)
    responses = Work(
        BatchKind.RESPONSES, write_responses(folder / "responses.xlsx", form, firms, seed), listed
    )
    shutil.copytree(empty, listed)
    bring_in(roster, listed)
    return roster, responses


def bring_in(work: Work, folder: Path) -> float:
    """Import the file into the casebook of ``folder``; return the seconds until it was on the disk.

    Raises:
        RuntimeError: Not every row was new, so that something else was measured.
    """
    session = bootstrap.open_session(folder, as_of=AS_OF)
    intake = session.services.intake
    act = intake.import_roster if work.kind is BatchKind.ROSTER else intake.import_responses
    began = perf_counter()
    report = act(work.path, ImportChoices()).value
    seconds = perf_counter() - began
    session.casebook.close()
    if report.count(RowOutcome.NEW) != len(report.rows):
        raise RuntimeError(f"not every row of {work.path.name} was imported as new")
    return seconds


def compare(work: Work, rounds: int) -> Comparison:
    """Measure import and lower bound in turns."""
    imports: list[float] = []
    parses: list[float] = []
    inserts: list[float] = []
    rows: dict[str, int] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=work.before.parent) as folder:
            imported, bare = Path(folder) / "imported", Path(folder) / "bare"
            shutil.copytree(work.before, imported)
            shutil.copytree(work.before, bare)
            imports.append(bring_in(work, imported))
            parses.append(parse_seconds(work.path))
            seconds, rows = insert_seconds(bare / CASEBOOK_FILE, imported / CASEBOOK_FILE)
            inserts.append(seconds)
    bounds = [parse + insert for parse, insert in zip(parses, inserts, strict=True)]
    ratios = [one / other for one, other in zip(imports, bounds, strict=True)]
    return Comparison(
        ratio=round(median(ratios), 2),
        ratios=tuple(round(each, 2) for each in ratios),
        import_s=round(median(imports), 2),
        lower_bound_s=round(median(bounds), 2),
        parse_s=round(median(parses), 2),
        inserts_s=round(median(inserts), 2),
        rows=rows,
    )


def _in_a_process(module: str, work: Work) -> object:
    """Run another benchmark on a copy of the casebook and return what it prints."""
    with tempfile.TemporaryDirectory(dir=work.before.parent) as folder:
        shutil.copytree(work.before, Path(folder) / "casebook")
        command = [sys.executable, "-m", module, str(Path(folder) / "casebook"), str(work.path)]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    return json.loads(ran.stdout)


if __name__ == "__main__":
    raise SystemExit(main())
