"""Calling ``backbone`` from a test: in this process, with what it said and the code it ended with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from backbone_desktop.cli import main

AS_OF = "105/03/10"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; anything beside it fails."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Backbone:
    """``backbone`` on one casebook folder, speaking for 105/03/10."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path) -> Answer:
        """Carry out one command line."""
        given = ["--data-dir", self.folder, "--as-of", AS_OF, *words]
        self.capture.readouterr()
        code = main([str(word) for word in given])
        said = self.capture.readouterr()
        assert "Traceback" not in said.err + said.out
        return Answer(code, said.out, said.err)

    def json(self, *words: str | Path) -> Any:
        """Carry out one command line that must succeed, and return its document."""
        answer = self(*words, "--json")
        assert answer.code == 0, answer
        return answer.document

    def refused(self, code: int, *words: str | Path) -> dict[str, str]:
        """Carry out one command line that must end with ``code``, and return the refusal."""
        answer = self(*words, "--json")
        assert answer.code == code, answer
        refusal: dict[str, str] = answer.document["error"]
        assert set(refusal) == {"title", "detail", "remedy"}
        return refusal


def strings(value: object) -> Iterator[str]:
    """Yield every text inside a JSON value."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from strings(each)
        case list():
            for each in value:
                yield from strings(each)
