"""Oddities of offices, persons, phones and addresses.

Rule: a number, a name and an address are compared over the whole edition, as a reader would who calls them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import ContactRole, Edition, Measure, MeasureContact
from backbone_desktop.domain.phone import parse_phone
from backbone_desktop.matching.lint.rule import texts_of

_CONTACTS = "聯絡方式"
_WEBSITES = "相關網站"
_EXTENSION = "#"
_SHORTEST_NAME = 8
"""Shorter names are found inside other words by chance."""

_LEGAL_FORM = re.compile("^(?:財團法人|社團法人)")
_SCHEME = re.compile(r"^(https?)://")
_NUMBERED = re.compile(r"\((\d{1,2})\)")

_Listed = tuple[Measure, MeasureContact, str]


def phone_for_two_persons(edition: Edition) -> Iterator[LintFinding]:
    """One number printed for different persons or bodies; or the same person under two titles."""
    for listed in _by_number(edition).values():
        if len({contact.person for _, contact, _ in listed}) < 2:
            continue
        code = "title-disagrees" if _is_one_person(listed) else "phone-shared"
        owners = "、".join(dict.fromkeys(_owner(m, c) for m, c, _ in listed))
        for number, phone in dict.fromkeys((measure.number, phone) for measure, _, phone in listed):
            yield LintFinding(code, number, _CONTACTS, f"同一支電話 {phone} 分別列給{owners}。")


def phone_written_in_two_ways(edition: Edition) -> Iterator[LintFinding]:
    """The digits of one number grouped otherwise than everywhere else."""
    for listed in _by_number(edition).values():
        written = [phone for _, _, phone in listed]
        usual = max(written, key=written.count)
        for measure, _, phone in listed:
            if phone != usual:
                message = f"「{phone}」在其他各處印作「{usual}」。"
                yield LintFinding("phone-format-differs", measure.number, _CONTACTS, message)


def phone_unlikely(edition: Edition) -> Iterator[LintFinding]:
    """A number that cannot be dialled as printed."""
    for measure, _, phone in _listed(edition):
        warning = parse_phone(phone).warning
        if warning:
            main, _, _ = phone.partition(_EXTENSION)
            is_short = not parse_phone(f"{main}0").warning
            code = "phone-too-short" if is_short else "phone-unlikely"
            yield LintFinding(code, measure.number, _CONTACTS, warning)


def switchboard_of_another_body(edition: Edition) -> Iterator[LintFinding]:
    """An executor reached through the switchboard of the organiser, another body, at another extension."""
    for measure in edition.measures:
        hosts = {
            _main(phone): contact.unit
            for contact in measure.contacts
            if contact.role is ContactRole.ORGANISER
            for phone in contact.phones
        }
        for contact in measure.contacts:
            for phone in contact.phones:
                host = hosts.get(_main(phone))
                if host and host != contact.unit and not _has_phone(measure, host, phone):
                    message = f"{contact.unit}的電話 {phone} 用的是{host}的總機。"
                    yield LintFinding("switchboard-shared", measure.number, _CONTACTS, message)


def contacts_without_their_service(edition: Edition) -> Iterator[LintFinding]:
    """As many executors of one unit as services, and nothing says who is in charge of which."""
    for measure in edition.measures:
        units = [each.unit for each in measure.contacts if _is_general_executor(each)]
        for unit in dict.fromkeys(units):
            count = units.count(unit)
            if count > 1 and count == _services(measure):
                message = f"{unit}的 {count} 位聯絡人與 {count} 項服務數目相同，未載明各自負責的項目。"
                yield LintFinding("contact-order-unexplained", measure.number, _CONTACTS, message)


def unit_short_of_a_character(edition: Edition) -> Iterator[LintFinding]:
    """A unit whose name stands elsewhere with one more character inside."""
    text = _all_texts(edition)
    for measure in edition.measures:
        for unit in dict.fromkeys(each.unit for each in measure.contacts):
            longer = _with_lost_part(_LEGAL_FORM.sub("", unit), text)
            if longer:
                message = f"單位印作「{unit}」，他處作「{longer}」，可能漏字。"
                yield LintFinding("name-character-lost", measure.number, _CONTACTS, message)


def measure_named_otherwise(edition: Edition) -> Iterator[LintFinding]:
    """A text that names a measure with one or two characters left out of its name."""
    for measure in edition.measures:
        text = "\n".join(texts_of(measure))
        for other in edition.measures:
            shorter = _shortened_in(other.name, text)
            if shorter:
                message = f"寫作「{shorter}」，第{other.number}項的名稱是「{other.name}」。"
                yield LintFinding("name-disagrees", measure.number, "輔導措施內容", message)


def address_in_two_schemes(edition: Edition) -> Iterator[LintFinding]:
    """One website printed with http in one place and https in another."""
    written: defaultdict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for measure in edition.measures:
        for site in measure.websites:
            written[_SCHEME.sub("", site.url)][site.url].append(measure.number)
    for ways in written.values():
        if sum(bool(_SCHEME.match(url)) for url in ways) > 1:
            message = f"同一網站印作「{'」與「'.join(ways)}」。"
            for number in sorted({number for numbers in ways.values() for number in numbers}):
                yield LintFinding("url-scheme-differs", number, _WEBSITES, message)


def address_without_scheme(edition: Edition) -> Iterator[LintFinding]:
    """A website that no program opens as it is printed."""
    for measure in edition.measures:
        for site in measure.websites:
            if not _SCHEME.match(site.url):
                message = f"網址「{site.url}」開頭沒有 http://。"
                yield LintFinding("url-without-scheme", measure.number, _WEBSITES, message)


def _listed(edition: Edition) -> Iterator[_Listed]:
    for measure in edition.measures:
        for contact in measure.contacts:
            for phone in contact.phones:
                yield measure, contact, phone


def _by_number(edition: Edition) -> dict[str, list[_Listed]]:
    numbers: defaultdict[str, list[_Listed]] = defaultdict(list)
    for each in _listed(edition):
        numbers[parse_phone(each[2]).canonical].append(each)
    return numbers


def _owner(measure: Measure, contact: MeasureContact) -> str:
    person = "" if contact.person == contact.unit else contact.person
    return f"第{measure.number}項{contact.unit}{person}"


def _is_one_person(listed: list[_Listed]) -> bool:
    """Whether the names are one surname of one unit with different titles."""
    return len({(contact.unit, contact.person[:1]) for _, contact, _ in listed}) == 1


def _main(phone: str) -> str:
    return parse_phone(phone).canonical.partition(_EXTENSION)[0]


def _has_phone(measure: Measure, unit: str, phone: str) -> bool:
    return any(each.unit == unit and phone in each.phones for each in measure.contacts)


def _is_general_executor(contact: MeasureContact) -> bool:
    return contact.role is ContactRole.EXECUTOR and not contact.items and not contact.region


def _services(measure: Measure) -> int:
    """Count the services of a measure: its items, or what its only item numbers (1), (2) …."""
    if len(measure.items) > 1:
        return len(measure.items)
    return max((int(each) for each in _NUMBERED.findall(measure.items[0].offer)), default=1)


def _all_texts(edition: Edition) -> str:
    return "\n".join(text for measure in edition.measures for text in texts_of(measure))


def _with_lost_part(name: str, text: str) -> str:
    """Return how ``text`` writes ``name`` with one more character inside, or nothing."""
    if len(name) < _SHORTEST_NAME:
        return ""
    ways = (re.escape(name[:cut]) + r"\w" + re.escape(name[cut:]) for cut in range(1, len(name)))
    match = re.search("|".join(ways), text)
    return match[0] if match else ""


def _shortened_in(name: str, text: str) -> str:
    """Return how ``text`` writes ``name`` with one or two characters missing inside, or nothing."""
    if len(name) < _SHORTEST_NAME:
        return ""
    ways = (name[:cut] + name[cut + lost :] for lost in (1, 2) for cut in range(1, len(name) - lost))
    return next((way for way in ways if way in text and way not in name), "")
