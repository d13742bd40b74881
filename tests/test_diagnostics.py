"""The log and the defect report tell what broke, and nothing of whom it broke for."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from backbone_desktop import diagnostics

SECRET = "虛構精密 04595257"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    yield diagnostics.start_logging(tmp_path / "logs")
    diagnostics.stop_logging()


def failing() -> Exception:
    """Return an error whose message and cause both quote a cell."""
    with pytest.raises(LookupError) as caught:
        look_up_a_cell()
    return caught.value


def look_up_a_cell() -> None:
    try:
        int(SECRET)
    except ValueError as cause:
        raise LookupError(SECRET) from cause


def look_up_without_saying_why() -> None:
    try:
        int(SECRET)
    except ValueError:
        raise LookupError from None


def test_a_record_reaches_the_log_file(log: Path) -> None:
    logging.getLogger("backbone_desktop.services").info("imported %d rows", 12)
    assert "INFO backbone_desktop.services imported 12 rows" in log.read_text(encoding="utf-8")


@pytest.mark.logs_errors
def test_a_logged_exception_leaves_its_message_out(log: Path) -> None:
    logging.getLogger("backbone_desktop").error("import failed", exc_info=failing())
    text = log.read_text(encoding="utf-8")
    assert SECRET not in text
    assert "builtins.LookupError" in text


@pytest.mark.logs_errors
def test_a_traceback_written_by_another_handler_first_stays_out(log: Path) -> None:
    error = failing()
    record = logging.LogRecord(
        "backbone_desktop", logging.ERROR, __file__, 1, "import failed", None, (type(error), error, None)
    )
    logging.Formatter().format(record)
    assert SECRET in (record.exc_text or "")
    logging.getLogger("backbone_desktop").handle(record)
    assert SECRET not in log.read_text(encoding="utf-8")


@pytest.mark.logs_errors
def test_another_formatter_would_let_the_message_through(log: Path) -> None:
    (handler,) = logging.getLogger("backbone_desktop").handlers
    handler.setFormatter(logging.Formatter())
    logging.getLogger("backbone_desktop").error("import failed", exc_info=failing())
    assert SECRET in log.read_text(encoding="utf-8")


def test_the_log_turns_over_instead_of_growing(log: Path) -> None:
    logger = logging.getLogger("backbone_desktop")
    for number in range(700):
        logger.info("%d %s", number, "x" * 8000)
    files = sorted(log.parent.iterdir())
    assert len(files) == 5
    assert sum(file.stat().st_size for file in files) < 5 * 512 * 1024


def test_starting_again_moves_the_log_and_closes_the_old_one(log: Path, tmp_path: Path) -> None:
    second = diagnostics.start_logging(tmp_path / "other" / "logs")
    logging.getLogger("backbone_desktop").info("moved")
    assert log.read_text(encoding="utf-8") == ""
    assert second.read_text(encoding="utf-8").count("moved") == 1


def test_a_defect_report_names_the_place_and_the_action_without_the_case() -> None:
    report = diagnostics.defect_report(failing(), "import responses")
    assert SECRET not in report
    assert "While: import responses" in report
    assert "test_diagnostics.py:" in report
    assert str(Path(__file__).parent) not in report


def test_a_defect_report_tells_the_cause_before_the_effect() -> None:
    report = diagnostics.defect_report(failing(), "import responses")
    assert (
        report.index("builtins.ValueError")
        < report.index("which led to")
        < report.index("builtins.LookupError")
    )


def test_a_suppressed_context_stays_out() -> None:
    with pytest.raises(LookupError) as caught:
        look_up_without_saying_why()
    assert "ValueError" not in diagnostics.defect_report(caught.value, "open")


def test_our_own_modules_are_named_from_the_package_down() -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - which one differs by platform
        diagnostics.start_logging(Path(__file__) / "logs")
    assert "  backbone_desktop/diagnostics.py:" in diagnostics.defect_report(caught.value, "open")
