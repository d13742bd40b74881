"""Start the window: ``python -m backbone_desktop``.

The rule: the version of Python is judged before anything of ours is imported, so that a wrong one is told in
one sentence instead of a syntax error.
"""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit(f"需要 Python 3.11、3.12 或 3.13，目前執行的是 {sys.version.split()[0]}，請改用其中一版再執行。")


READ_SHEETS = "--read-sheets"


def main() -> int:
    """Open the window with the arguments of the command line and return the exit code.

    A frozen program has no interpreter to read spreadsheets with, so it starts itself for that.
    """
    if sys.argv[1:2] == [READ_SHEETS]:
        from backbone_desktop.exchange.sheets.child import main as read_sheets  # noqa: PLC0415 - as below

        read_sheets()
        return 0
    from backbone_desktop.ui.application import main as open_window  # noqa: PLC0415 - after the version is judged

    return open_window(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
