"""The repository's own files, as the architecture tests read them."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PACKAGE = CHECKOUT / "backbone_desktop"

# Made by tools, never committed.
_NOT_OURS = {".git", ".venv", "build", "dist", "htmlcov", "__pycache__", "demo-output"}
_TOOL_CACHES = ("_cache", ".hypothesis", ".egg-info")


def repository_files(folder: Path = CHECKOUT) -> Iterator[Path]:
    """Yield every file of the repository, leaving out what tools make."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_OURS and not name.endswith(_TOOL_CACHES)]
        yield from (Path(place) / name for name in names if not name.startswith(".coverage"))


def python_files(*folders: Path) -> list[Path]:
    """Return the Python files under ``folders``, in a steady order."""
    return sorted(path for folder in folders for path in repository_files(folder) if path.suffix == ".py")


def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """Return a path as the reader of a failure wants it: from the top of the repository."""
    return path.relative_to(CHECKOUT).as_posix()
