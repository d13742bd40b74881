"""Makes ``tests/data/responses``, the thirty as LibreOffice saves them.

``python -m tests.responses.office_files`` writes them.

Rule: run it again whenever the thirty change; the tests then need no office program.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.exchange.forms import form
from tests.responses.thirty import thirty
from tests.responses.workbook_shapes import write_titled, write_typed
from tests.sheets import convert

OFFICE_FILES = Path(__file__).resolve().parents[1] / "data" / "responses"
KINDS = ("xls", "ods")


def main() -> int:
    """Write the thirty, let LibreOffice convert them, keep what it made."""
    program = shutil.which("soffice")
    if program is None:
        sys.stderr.write("LibreOffice is not installed.\n")
        return 1
    OFFICE_FILES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for write in (write_typed, write_titled):
            workbook = write(Path(folder), form(), thirty())
            for kind in KINDS:
                converted = convert(program, workbook, kind)
                shutil.copyfile(converted, OFFICE_FILES / converted.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
