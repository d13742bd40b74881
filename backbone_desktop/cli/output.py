"""What a command says: one JSON document, or text for a person.

Rule: standard output holds the result and nothing else; remarks, progress and refusals go to standard error.
In JSON mode a refusal is the document.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from backbone_desktop.cli.json_form import Json
from backbone_desktop.domain.errors import BackboneError

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command's words go."""

    as_json: bool = False

    def result(self, document: Mapping[str, Json], text: str) -> None:
        """Say the result: ``document`` in JSON mode, else ``text``."""
        shown = json.dumps(document, ensure_ascii=False, indent=2) if self.as_json else text
        _say(sys.stdout, shown)

    def remark(self, text: str) -> None:
        """Say something beside the result."""
        _say(sys.stderr, text)

    def warn(self, text: str) -> None:
        """Say what was assumed, if anything was."""
        if text:
            self.remark(text)

    def refusal(self, error: BackboneError) -> None:
        """Say why nothing more happens."""
        if self.as_json:
            said: Json = {"title": error.title, "detail": error.detail, "remedy": error.remedy}
            self.result({"error": said}, "")
        else:
            _say(sys.stderr, str(error))

    @contextmanager
    def progress(self, title: str) -> Iterator[Progress]:
        """Show how far long work has come, when a person is watching."""
        if not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from rich.console import Console  # noqa: PLC0415 - start-up: only when a person is watching
        from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(title, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _say(stream: TextIO, text: str) -> None:
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        # The reader of the pipe has seen enough; what follows, and the last flush, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def prepare_streams() -> None:
    """Write UTF-8 whatever the console's code page is, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
