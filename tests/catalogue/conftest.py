from pathlib import Path

import pytest

from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.definitions import read_edition, read_facts

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"


@pytest.fixture(scope="session")
def facts() -> FactCatalogue:
    return read_facts(RESOURCES)


@pytest.fixture(scope="session")
def edition(facts: FactCatalogue) -> Edition:
    return read_edition(RESOURCES / "catalogue" / "105", facts)
