"""What the tests of files need around them."""

import shutil

import pytest


@pytest.fixture(scope="session")
def soffice() -> str:
    """Give LibreOffice's program."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed; files from other offices are not tried")
    return program
