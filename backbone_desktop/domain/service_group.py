"""中堅企業服務團: who stands behind a catalogue edition and how the group is reached.

Rule: names, addresses, phones and figures stand as printed; the services are described in our own words.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupContact:
    """One way to reach the group; ``duty`` says what the person is for, the rest is printed."""

    duty: str
    person: str
    phone: str


@dataclass(frozen=True, slots=True)
class GroupService:
    """One of the group's services, numbered as printed."""

    number: int
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """The group as its brochure presents it; empty for an edition that says nothing of it.

    Attributes:
        programme: Official name of the programme the group belongs to.
        objectives: The programme's aims with their printed figures, in our own words.
        funds_used_ntd: Government money that firms obtained with the group's help so far, in 元.
    """

    name: str = ""
    host: str = ""
    programme: str = ""
    website: str = ""
    address: str = ""
    fax: str = ""
    email: str = ""
    contacts: tuple[GroupContact, ...] = ()
    services: tuple[GroupService, ...] = ()
    objectives: tuple[str, ...] = ()
    funds_used_ntd: int | None = None
