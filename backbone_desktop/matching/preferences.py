"""中堅企業優惠: which printed preferences a firm has, or would have if its status were known.

Rule: a preference printed for one status is never given to a firm that only holds the other, and a cell
that grants nothing is never shown as a benefit.
"""

from collections.abc import Iterator

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.funding import Preference
from backbone_desktop.domain.measure import ContactRole, Measure
from backbone_desktop.domain.verdict import PreferenceLine
from backbone_desktop.matching.criteria import Membership
from backbone_desktop.matching.derived import HOLDER, STATUSES, KnownFacts

_SURE = "{kind}：{summary}"
_IF_HELD = "{kind}（{holder}適用，該身分尚待確認）：{summary}"
_NOT_DISTINGUISHED = "{kind}（適用對象未區分，請洽詢{contact}）：{summary}"

_CONTACT = "{unit} {phone}"
_CONTACT_WITH_PERSON = "{unit} {person} {phone}"
_NO_CONTACT = "主辦單位"

_NOBODY_KNOWS = Membership(frozenset(), STATUSES)


def holder_status(known: KnownFacts) -> Membership:
    """Return the backbone statuses the firm holds, and may hold, on the date."""
    status = known.value(HOLDER)
    return status if isinstance(status, Membership) else _NOBODY_KNOWS


def preference_lines(measure: Measure, status: Membership) -> tuple[PreferenceLine, ...]:
    """Return the preferences a firm with that status has or may have, in print order."""
    return tuple(_lines(measure, status))


def _lines(measure: Measure, status: Membership) -> Iterator[PreferenceLine]:
    for preference in measure.preferences:
        wanted = STATUSES if preference.holder not in STATUSES else frozenset({preference.holder.value})
        if not preference.is_benefit or wanted.isdisjoint(status.possible):
            continue
        # Whoever holds both statuses need not be told apart.
        is_open = preference.holder is Holder.NOT_DISTINGUISHED and status.held != STATUSES
        certain = not is_open and not wanted.isdisjoint(status.held)
        template = _NOT_DISTINGUISHED if is_open else _SURE if certain else _IF_HELD
        text = template.format(
            kind=preference.kind,
            summary=preference.summary,
            holder=preference.holder.label,
            contact=_contact(measure, preference) if is_open else "",
        )
        yield PreferenceLine(text, preference.kind, certain, preference.citation)


def _contact(measure: Measure, preference: Preference) -> str:
    """Return the organiser's office for the items the preference is about, else any office of the measure."""
    offices = [
        contact
        for contact in measure.contacts
        if not contact.items or not preference.items or set(contact.items) & set(preference.items)
    ]
    offices.sort(key=lambda contact: contact.role is not ContactRole.ORGANISER)
    if not offices:
        return _NO_CONTACT
    office = offices[0]
    phone = office.phones[0] if office.phones else ""
    template = _CONTACT_WITH_PERSON if office.person else _CONTACT
    return template.format(unit=office.unit, person=office.person, phone=phone).strip()
