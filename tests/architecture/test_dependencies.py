"""The locked files cover what the project asks for, on every version it supports, and name no host."""

import re
import tomllib
from dataclasses import dataclass

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import CHECKOUT, repository_files, shown

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(
    r"^(?P<requirement>[^\s\\]+==[^\\]+?)\s*\\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)

# Written apart, so that this file does not hold what it looks for.
PACKAGE_HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.",
    "npm" + "js.",
    "ana" + "conda.org",
    "crates" + ".io",
    "deb" + ".debian.org",
    "/releases" + "/download/",
]


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked release."""

    version: str
    marker: str
    hashes: int


def pins(name: str) -> dict[str, Pin]:
    text = (CHECKOUT / "requirements" / name).read_text(encoding="utf-8")
    found: dict[str, Pin] = {}
    for match in PIN.finditer(text):
        requirement = Requirement(match["requirement"])
        (only,) = requirement.specifier
        hashes = match["hashes"].count("--hash=sha256:")
        found[canonicalize_name(requirement.name)] = Pin(only.version, str(requirement.marker or ""), hashes)
    assert PIN.sub("", text).strip() == "", "a line that is neither a pin nor a hash"
    return found


def test_runtime_pins_cover_what_the_program_asks_for() -> None:
    locked = pins("runtime.txt")
    for text in [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]:
        asked = Requirement(text)
        assert asked.specifier.contains(locked[canonicalize_name(asked.name)].version), text


def test_development_pins_cover_what_the_tools_need() -> None:
    locked = pins("dev.txt")
    for text in PROJECT["dependency-groups"]["dev"]:
        asked = Requirement(text)
        assert asked.specifier.contains(locked[canonicalize_name(asked.name)].version), text


def test_tests_run_against_the_versions_a_consultant_gets() -> None:
    development = pins("dev.txt")
    assert {name: pin for name, pin in pins("runtime.txt").items() if development.get(name) != pin} == {}


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_no_pin_depends_on_the_version_of_python(name: str) -> None:
    assert [pin for pin in pins(name).values() if "python_version" in pin.marker] == []


def test_qt_stays_at_the_release_that_does_not_crash() -> None:
    assert pins("runtime.txt")["pyside6-essentials"].version == "6.11.3"


def test_no_file_names_a_package_host() -> None:
    naming = [
        f"{shown(path)}: {host}"
        for path in repository_files()
        for host in PACKAGE_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert naming == []
