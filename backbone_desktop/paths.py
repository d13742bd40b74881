"""Where the program's own files and the consultant's casebook stand.

The rule: nothing else builds such a path. A checkout keeps ``resources/`` and ``db/`` beside the package; a
wheel and a frozen program carry both inside it, under ``_data/``. A leaf: it imports nothing of ours.
"""

import os
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "BACKBONE_DATA_DIR"

_PACKAGE = Path(__file__).resolve().parent


def shipped_dir(name: str, package: Path = _PACKAGE) -> Path:
    """Return the folder ``name`` that ships with the program.

    Args:
        name: ``resources`` or ``db``.
        package: The folder of the package's modules.

    Raises:
        FileNotFoundError: The folder is in neither place: the installation is damaged.
    """
    inside, beside = package / "_data" / name, package.parent / name
    for candidate in (inside, beside):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"{name} is neither at {inside} nor at {beside}")


def resources_dir() -> Path:
    """Return the folder of catalogue editions, questionnaires, facts, icons and style."""
    return shipped_dir("resources")


def migrations_dir() -> Path:
    """Return the folder of Alembic migrations."""
    return shipped_dir("db") / "migrations"


def default_data_dir() -> Path:
    """Return the casebook folder: ``BACKBONE_DATA_DIR`` if set, else the platform's user data folder.

    The folder need not exist; making it is the business of whoever creates a casebook.
    """
    chosen = os.environ.get(DATA_DIR_VARIABLE, "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("backbone_desktop", appauthor=False))


def demonstration_dir() -> Path:
    """Return the folder of the demonstration casebook, beside the consultant's own."""
    own = default_data_dir()
    return own.with_name(f"{own.name}-demo")


def settings_dir() -> Path:
    """Return the folder of what the window remembers about itself, apart from any casebook."""
    return Path(platformdirs.user_config_dir("backbone_desktop", appauthor=False))
