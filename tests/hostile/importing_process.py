"""Imports files in a process of its own, one after the other, and says what became of each.

Usage: python importing_process.py CASEBOOK FILE …

One JSON line for each file: a refusal's title, detail and remedy or a report's remarks and rows; whether the
casebook changed; the processor seconds it took, and the most resident memory in bytes that this process and
any reading process so far have held, all of that with the reading processes included.
"""

import json
import resource
import sys
from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.domain.errors import BackboneError
from backbone_desktop.exchange.sheets.child_limits import peak_memory
from backbone_desktop.services.intake import ImportChoices, IntakeService
from tests.responses.casebooks import content_digest

_KILOBYTES = 1 if sys.platform == "darwin" else 1024


def main(casebook: str, *files: str) -> None:
    """Import the files."""
    with bootstrap.open_session(Path(casebook)) as session:
        for file in files:
            before = content_digest(session)
            _forget_peak()
            began = _seconds()
            told = _import(session.services.intake, Path(file))
            told["seconds"] = _seconds() - began
            told["memory"] = peak_memory()
            told["reader"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KILOBYTES
            told["changed"] = content_digest(session) != before
            sys.stdout.write(json.dumps({"file": Path(file).name, **told}, ensure_ascii=False) + "\n")
            sys.stdout.flush()


def _import(intake: IntakeService, path: Path) -> dict[str, object]:
    try:
        report = intake.import_responses(path, ImportChoices()).value
    except BackboneError as refusal:
        return {"title": refusal.title, "detail": refusal.detail, "remedy": refusal.remedy}
    issues = [*report.issues, *(issue for row in report.rows for issue in row.issues)]
    return {"remarks": [issue.message for issue in issues], "rows": len(report.rows)}


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _forget_peak() -> None:
    """Let the peak begin anew, where the system can."""
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5", encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
