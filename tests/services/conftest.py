"""A casebook of its own for each test, built the way the program builds one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant

AS_OF = date(2016, 3, 10)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[bootstrap.Session]:
    """Yield an empty casebook that speaks for 105/03/10."""
    with bootstrap.create_session(tmp_path / "casebook", Consultant("", "測試顧問"), as_of=AS_OF) as opened:
        yield opened


@pytest.fixture
def services(session: bootstrap.Session) -> bootstrap.Services:
    """Return the use cases of that casebook."""
    return session.services
