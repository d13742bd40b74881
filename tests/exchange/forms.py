"""The shipped forms and an invented firm, for the tests of files."""

import datetime as dt
from typing import Generic, NamedTuple, TypeVar

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import FactContent, FactSheet, Observation, standing_facts
from backbone_desktop.domain.identifiers import ContactId, EnterpriseId
from backbone_desktop.domain.intake import ColumnMatch, Issue
from backbone_desktop.domain.questionnaire import Form
from backbone_desktop.exchange.definitions.facts_file import read_facts
from backbone_desktop.exchange.form_file import read_form, read_roster_form
from backbone_desktop.exchange.parsed_file import ParsedFile
from backbone_desktop.paths import resources_dir

TODAY = dt.date(2016, 3, 10)
FIRM = Enterprise(
    EnterpriseId("0190-demo"),
    "示範甲精密股份有限公司",
    "04595257",
    "二廠",
    "臺中市示範區示範路1號",
    "",
    "(04)2345-6789",
    "99123456",
)
PERSON = Contact(ContactId("c"), FIRM.id, "示範窗口", "經理", "0912-345-678", "demo@example.com")


RowT = TypeVar("RowT")


class WholeFile(NamedTuple, Generic[RowT]):
    """A file with its rows read."""

    rows: tuple[RowT, ...]
    columns: tuple[ColumnMatch, ...]
    headers: tuple[str, ...]
    issues: tuple[Issue, ...]


def whole(parsed: ParsedFile[RowT]) -> WholeFile[RowT]:
    return WholeFile(tuple(parsed.rows), parsed.columns, parsed.headers, parsed.issues)


def facts() -> FactCatalogue:
    return read_facts(resources_dir())


def form() -> Form:
    return read_form(resources_dir(), "105", facts())


def roster_form() -> Form:
    return read_roster_form(resources_dir(), facts())


def known(**contents: FactContent) -> FactSheet:
    at = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)
    return standing_facts(
        [
            Observation(key, key, content, Origin.ROSTER, at.date(), ConfirmationState.UNCONFIRMED, at)
            for key, content in contents.items()
        ],
        TODAY,
    )
