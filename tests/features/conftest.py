"""What the tests of whole features share."""

from pathlib import Path

import pytest

from tests.responses.casebooks import make_template
from tests.services.conftest import services, session

__all__ = ["services", "session"]


@pytest.fixture(scope="session")
def template(templates: Path) -> Path:
    """Return the closed casebook of the thirty firms; a test works on a copy."""
    folder = templates / "thirty"
    folder.mkdir()
    return make_template(folder)
