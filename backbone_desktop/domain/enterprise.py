"""企業: a firm as it is identified and reached.

Rule: an enterprise is known by our own id; its 統一編號 is an attribute that may be missing or shared.
"""

from dataclasses import dataclass

from backbone_desktop.domain.identifiers import ContactId, EnterpriseId


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One firm or one of its sites; texts are kept as typed, ``ubn`` is empty when there is none."""

    id: EnterpriseId
    name: str
    ubn: str = ""
    site: str = ""
    address: str = ""
    county: str = ""
    phone: str = ""
    factory_registration: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of the firm; ``consent`` None means the personal-data notice was not answered."""

    id: ContactId
    enterprise: EnterpriseId
    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    consent: bool | None = None
