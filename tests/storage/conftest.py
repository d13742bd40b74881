"""A casebook for each test, built by the migrations."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backbone_desktop.storage.casebook import Casebook
from tests.storage.casebooks import create


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with create(tmp_path / "個案簿") as made:
        yield made
