"""Reading what an edition says of the service group behind it.

Rule: the group's services are numbered 1 to n as printed.
"""

from backbone_desktop.domain.service_group import GroupContact, GroupService, ServiceGroup
from backbone_desktop.exchange.definitions.toml_table import Table


def read_service_group(table: Table) -> ServiceGroup:
    """Read the ``group`` table of an edition."""
    group = ServiceGroup(
        name=table.text("name"),
        host=table.text("host"),
        programme=table.text("programme"),
        website=table.text("website"),
        address=table.text("address"),
        fax=table.text("fax"),
        email=table.text("email"),
        contacts=tuple(_read_contact(each) for each in table.tables("contacts")),
        services=tuple(_read_service(each, place) for place, each in enumerate(table.tables("services"), 1)),
        objectives=table.texts("objectives"),
        funds_used_ntd=table.optional_integer("funds_used_ntd"),
    )
    table.close()
    return group


def _read_contact(table: Table) -> GroupContact:
    contact = GroupContact(table.text("duty"), table.text("person"), table.text("phone"))
    table.close()
    return contact


def _read_service(table: Table, place: int) -> GroupService:
    service = GroupService(table.integer("number"), table.text("title"), table.text("summary"))
    if "number" in table and service.number != place:
        table.problem("number", f"服務須依序編號，此處應為 {place}。")
    table.close()
    return service
