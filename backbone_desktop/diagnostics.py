"""What may be written down about the program itself: its log and its defect reports.

The rule: nothing of a firm, a person or a case goes in. An exception's message may quote a cell or a name, so
a traceback is reduced to types, files and lines; callers log events and counts, never values. A leaf: it
imports nothing of ours but the version.
"""

import logging
import os
import platform
import sys
import traceback
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from backbone_desktop import __version__

LOG_FILE_NAME = "backbone.log"

_LOGGER_NAME = "backbone_desktop"
_BYTES_PER_FILE = 512 * 1024
_OLD_FILES_KEPT = 4
_PACKAGE = Path(__file__).resolve().parent


class _CaselessFormatter(logging.Formatter):
    """Writes a record's exception as types, files and lines, leaving out every message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for ``record``, not trusting a traceback another handler left on it."""
        left_by_another, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = left_by_another

    def formatException(  # noqa: N802 - overrides the standard library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the exception of a log record without its messages."""
        error = ei[1]
        return "" if error is None else "\n".join(outline(error))


class _PrivateFileHandler(RotatingFileHandler):
    """Writes files that nobody but their owner may read: they stand beside personal data."""

    def _open(self) -> TextIOWrapper:
        return open(
            self.baseFilename,
            "a",
            encoding=self.encoding,
            errors=self.errors,
            opener=lambda path, flags: os.open(path, flags, 0o600),
        )


def start_logging(logs_dir: Path, level: int = logging.INFO) -> Path:
    """Send the program's log records to a rotating file, replacing an earlier destination.

    Args:
        logs_dir: The casebook's ``logs/`` folder; made if absent.
        level: The least severe level written.

    Returns:
        The log file: at most 512 KiB, with four older ones beside it.

    Raises:
        OSError: The folder cannot be made or the file cannot be opened.
    """
    logs_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = logs_dir / LOG_FILE_NAME
    handler = _PrivateFileHandler(
        path, maxBytes=_BYTES_PER_FILE, backupCount=_OLD_FILES_KEPT, encoding="utf-8", delay=False
    )
    handler.setFormatter(_CaselessFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    stop_logging()
    logger = logging.getLogger(_LOGGER_NAME)
    logger.addHandler(handler)
    logger.setLevel(level)
    return path


def stop_logging() -> None:
    """Close the log file, if one is open; needed before a casebook folder is moved or replaced."""
    logger = logging.getLogger(_LOGGER_NAME)
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()


def outline(error: BaseException) -> Iterator[str]:
    """Yield one line per frame and one per exception, from the first cause to the last effect."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from outline(cause)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}"


def defect_report(error: BaseException, doing: str) -> str:
    """Describe a defect so that it can be sent on without anything of a case.

    Args:
        error: What was raised.
        doing: The name of the action in progress, such as ``import responses``; written by us, never typed
            by a consultant.

    Returns:
        Plain English text: versions, platform, the action, and the traceback without messages.
    """
    head = [
        f"backbone_desktop {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        f"Frozen: {'yes' if getattr(sys, 'frozen', False) else 'no'}",
        f"While: {doing}",
    ]
    return "\n".join([*head, "", *outline(error), ""])


def _place(filename: str) -> str:
    """Shorten a path so that it names no user: relative to our package, else the file's own name."""
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return path.name
