"""A casebook of its own for each test, opened the way the program opens one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from tests.casebook_templates import AS_OF, empty_session

__all__ = ["AS_OF"]


@pytest.fixture
def session(tmp_path: Path, templates: Path) -> Iterator[bootstrap.Session]:
    """Yield an empty casebook that speaks for 105/03/10."""
    with empty_session(templates, tmp_path / "casebook") as opened:
        yield opened


@pytest.fixture
def services(session: bootstrap.Session) -> bootstrap.Services:
    """Return the use cases of that casebook."""
    return session.services
