"""The most memory a process holds that imports responses; run by `benchmarks.intake` in a process of its own.

Usage: ``python -m benchmarks.intake_memory CASEBOOK RESPONSES``
"""

import json
import resource
import sys
from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.services.intake import ImportChoices
from benchmarks.intake_files import AS_OF


def main(folder: Path, path: Path) -> int:
    """Import the file and print the megabytes held at most: by this process, and by the one that parses."""
    with bootstrap.open_session(folder, as_of=AS_OF) as session:
        before = _own_megabytes()
        session.services.intake.import_responses(path, ImportChoices())
        report = {
            "open_casebook": before,
            "importing": _own_megabytes(),
            "parsing_process": _megabytes(resource.RUSAGE_CHILDREN),
        }
    sys.stdout.write(json.dumps(report) + "\n")
    return 0


def _own_megabytes() -> int:
    """Return the most that this program was resident with; Linux otherwise counts who started it as well."""
    status = Path("/proc/self/status")
    if not status.exists():
        return _megabytes(resource.RUSAGE_SELF)
    most = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(most.split()[1]) // 1_000


def _megabytes(who: int) -> int:
    """Return the most that was resident; the system counts kilobytes, on macOS bytes."""
    per_megabyte = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(who).ru_maxrss // per_megabyte


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
