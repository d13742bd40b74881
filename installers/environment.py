"""The checkout's virtual environment: made once, filled from the locked files, then left alone.

The rule: a stamp is written after the last step and holds a digest of all that the environment was made from,
so that a half-made one is finished and a finished one costs nothing.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from installers.machine import Machine
from installers.system_packages import ensure_venv_module
from installers.words import Refusal, Words, say

RUNTIME = "runtime"
DEVELOPMENT = "dev"


@dataclass(frozen=True, slots=True)
class Environment:
    """The virtual environment of one checkout."""

    checkout: Path
    platform: str = sys.platform

    @property
    def folder(self) -> Path:
        """Return the environment's folder, whether or not it exists."""
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """Return the environment's interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Return where the environment keeps the program ``name``."""
        if self.platform == "win32":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def lock_file(self, kind: str) -> Path:
        """Return the locked requirements of ``kind``, one of RUNTIME and DEVELOPMENT."""
        return self.checkout / "requirements" / f"{kind}.txt"

    def stamp(self, kind: str) -> Path:
        """Return the file that says what the environment was last filled with."""
        return self.folder / f"set-up-{kind}.json"

    def ingredients(self, kind: str) -> dict[str, str]:
        """Return what an environment of ``kind`` is made from: the interpreter, the place and two files."""
        return {
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
            "checkout": str(self.checkout),
            "lock": _digest(self.lock_file(kind)),
            "project": _digest(self.checkout / "pyproject.toml"),
        }

    def is_ready(self, kind: str) -> bool:
        """Return whether nothing is left to do; what tests need includes what the program needs."""
        kinds = {kind, DEVELOPMENT}
        return self.python.exists() and any(
            _read_stamp(self.stamp(each)) == self.ingredients(each) for each in kinds
        )


def set_up(environment: Environment, machine: Machine, words: Words, kind: str) -> None:
    """Make the environment ready for ``kind``; does nothing if it is.

    Raises:
        Refusal: The environment or its packages could not be made.
    """
    if environment.is_ready(kind):
        return
    if not _fits_this_python(environment):
        _make(environment, machine, words)
    say(words.installing)
    for kept in (RUNTIME, DEVELOPMENT):
        environment.stamp(kept).unlink(missing_ok=True)
    pip: list[str | Path] = [
        environment.python,
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
    ]
    locked = [*pip, "--require-hashes", "--only-binary=:all:", "-r", environment.lock_file(kind)]
    project = [*pip, "--no-build-isolation", "--no-deps", "-e", environment.checkout]
    for step in (locked, project):
        if machine.run(step, extra={"PIP_ROOT_USER_ACTION": "ignore"}) != 0:
            raise Refusal(words.install_failed)
    environment.stamp(kind).write_text(json.dumps(environment.ingredients(kind), indent=1), encoding="utf-8")
    say(words.ready)


def _make(environment: Environment, machine: Machine, words: Words) -> None:
    ensure_venv_module(machine, words)
    say(words.making_environment)
    if machine.run([sys.executable, "-m", "venv", "--clear", environment.folder]) != 0:
        raise Refusal(words.venv_needed.format("venv"))


def _fits_this_python(environment: Environment) -> bool:
    """Return whether the environment exists and was made by this version of Python."""
    settings = environment.folder / "pyvenv.cfg"
    if not environment.python.exists() or not settings.exists():
        return False
    wanted = f"{sys.version_info.major}.{sys.version_info.minor}."
    for line in settings.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "version":
            return value.strip().startswith(wanted)
    return False


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_stamp(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
