"""The system packages a bare Debian lacks: named, looked for, installed.

The rule: only what is missing is touched, only through apt-get, and only where dpkg keeps the list; any other
system brings these libraries itself and is left alone.
"""

import importlib.util
import sys
from collections.abc import Iterable

from installers.machine import Machine
from installers.words import Refusal, Words, say

# What Qt's libraries are linked against, with or without a screen.
OFF_SCREEN = ("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3")
# What Qt loads besides when it opens a window under X.
WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
)
CHINESE_FONT = ("fonts-noto-cjk",)
# Tests open a real window on a screen of their own (xvfb, xauth) and open exported workbooks as the Centre
# would, in a spreadsheet program, looking at the pages it prints (libreoffice, poppler-utils).
TESTS = ("xvfb", "xauth", "libreoffice-calc-nogui", "poppler-utils")

# An installed package that serves as well as the one named.
_SERVES_AS = {"libreoffice-calc-nogui": "libreoffice-calc"}


def ensure_venv_module(machine: Machine, words: Words) -> None:
    """See to it that this Python can make a virtual environment; Debian ships that in a package of its own.

    Raises:
        Refusal: It cannot, and the package could not be installed.
    """
    if importlib.util.find_spec("ensurepip") is not None:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not _keeps_dpkg(machine):
        raise Refusal(words.venv_needed.format("ensurepip"))
    if not _may_install(machine):
        raise Refusal(words.system_needed.format(f"apt-get install {package}"))
    _install(machine, words, [package])
    importlib.invalidate_caches()


def ensure(machine: Machine, words: Words, wanted: Iterable[str]) -> None:
    """Install the packages of ``wanted`` that are missing, or name them when that is not permitted.

    Without permission the set-up goes on: a font or a library may have come another way, and what truly lacks
    one says so.

    Raises:
        Refusal: apt-get was permitted and failed.
    """
    if not _keeps_dpkg(machine):
        return
    missing = find_missing(machine, wanted)
    if not missing:
        return
    if _may_install(machine):
        _install(machine, words, missing)
    else:
        say(words.system_needed.format("apt-get install " + " ".join(missing)))


def find_missing(machine: Machine, wanted: Iterable[str]) -> list[str]:
    """Return the packages of ``wanted`` that are neither installed nor provided by an installed one."""
    _, listing = machine.read(
        ["dpkg-query", "--show", "-f", "${db:Status-Status}\t${Package}\t${Provides}\n"]
    )
    present: set[str] = set()
    for line in listing.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            present.add(package)
            # A provided name may carry a version: "libglib2.0-0 (= 2.84.4-3)".
            present.update(name.strip().split(" ")[0] for name in provides.split(","))
    return [name for name in wanted if name not in present and _SERVES_AS.get(name) not in present]


def _keeps_dpkg(machine: Machine) -> bool:
    return machine.platform == "linux" and machine.has("dpkg-query") and machine.has("apt-get")


def _may_install(machine: Machine) -> bool:
    if machine.is_root:
        return True
    return machine.has("sudo") and machine.read(["sudo", "-n", "true"])[0] == 0


def _install(machine: Machine, words: Words, packages: list[str]) -> None:
    say(words.installing_system.format(" ".join(packages)))
    command = [
        *([] if machine.is_root else ["sudo", "-n"]),
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
    ]
    # A fresh machine has no package lists, an old one has lists whose files are gone.
    machine.run([*command, "update", "-qq"], quiet=True)
    # Its account of a hundred packages would bury the sentences that matter.
    if machine.run([*command, "install", "-qq", "--no-install-recommends", *packages], quiet=True) != 0:
        raise Refusal(words.system_failed.format("apt-get install " + " ".join(packages)))
