"""Editions for tests: the one in force edited as a consultant would edit its workbook."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition, Measure
from backbone_desktop.exchange.catalogue_book.writer import write_catalogue_book
from backbone_desktop.exchange.definitions import canonical_text, read_edition_text

Edit = Callable[[Measure], Measure]


def edited(edition: Edition, key: str, edit: Edit = lambda measure: measure) -> Edition:
    """Return the edition under another id of the same year, its measures edited."""
    return replace(edition, id=key, measures=tuple(edit(each) for each in edition.measures))


def renamed(number: int, name: str) -> Edit:
    """Return the edit that gives one measure another name."""
    return lambda measure: replace(measure, name=name) if measure.number == number else measure


def of_year(edition: Edition, year: int, facts: FactCatalogue) -> Edition:
    """Return the edition as a later year would print it: its year in every citation and every date."""
    text = canonical_text(edition).replace("/02/29", "/02/28")
    for place in ("{}年版", '"id":"{}.', '"roc_year":{},'):
        text = text.replace(place.format(edition.roc_year), place.format(year))
    by = year - edition.roc_year
    text = re.sub(r'"([0-9]{3})/(?=[0-9]{2})', lambda found: f'"{int(found[1]) + by:03d}/', text)
    return read_edition_text(text, facts)


def import_edition(services: Services, folder: Path, edition: Edition) -> None:
    """Import an edition by way of its workbook."""
    path = folder / f"{edition.id}.xlsx"
    write_catalogue_book(edition, services.catalogue.facts, path)
    services.editions.import_book(path)
