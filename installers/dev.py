"""Set everything up and run, test, check or photograph the program: ``python3 installers/dev.py COMMAND``.

The rule: this file parses on old Pythons, so that a wrong one is told in one sentence; the work is done by
the modules beside it.
"""

import sys
from pathlib import Path

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit(f"需要 Python 3.11、3.12 或 3.13，目前執行的是 {sys.version.split()[0]}，請改用其中一版再執行。")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installers.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
