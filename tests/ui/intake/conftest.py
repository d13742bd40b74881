"""The office these tests work in."""

from tests.ui.case_fixtures import empty_office, office

__all__ = ["empty_office", "office"]
