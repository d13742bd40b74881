"""What holds for every test: no real casebook, no screen unless asked for, no error logged unnoticed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt; a test that needs a real window starts a process with ``x_display``.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import importlib
import logging

import pytest
from hypothesis import HealthCheck, settings

from tests.shared_definitions import read_once

settings.register_profile(
    "house",
    deadline=None,
    print_blob=True,
    # Slowness of a busy machine says nothing about the code.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace no slow test: what it proves rests on code that quicker tests reach, and tracing takes time."""
    for item in items:
        if item.get_closest_marker("slow") is not None:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session", autouse=True)
def _definitions_read_once() -> Iterator[None]:
    """Share the shipped facts, edition and forms among all tests of this process."""
    # Imported here: a program that is imported before the tests begin is not measured.
    with read_once(importlib.import_module("backbone_desktop.bootstrap")):
        yield


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the casebooks that are made once and copied."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(autouse=True)
def _processes_of_slow_tests_untraced(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let the processes that a slow test starts run without tracing as well."""
    if request.node.get_closest_marker("slow") is not None:
        for name in tuple(os.environ):
            if name.startswith("COVERAGE_"):
                monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _away_from_the_real_casebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the default casebook folder be a new one for each test."""
    monkeypatch.setenv("BACKBONE_DATA_DIR", str(tmp_path / "default casebook"))


@pytest.fixture(autouse=True)
def _no_unexpected_error_in_the_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test during which anything was logged as an error, unless it is marked ``logs_errors``."""
    yield
    if request.node.get_closest_marker("logs_errors") is None:
        errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
        assert not errors, [record.getMessage() for record in errors]


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """Start an X server without a screen and give its name, such as ``:97``; pass it on as ``DISPLAY``."""
    if sys.platform != "linux":
        pytest.skip("X is Linux's; other systems show real windows")
    program = shutil.which("Xvfb")
    if program is None:
        pytest.fail("Xvfb is not installed; python3 installers/dev.py test installs it")
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        try:
            yield f":{number}"
        finally:
            server.terminate()
