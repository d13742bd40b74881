"""The oddities of an edition, each with the note that explains it.

Rule: an edition is clean when every finding has a note and every note a finding, except for the kinds of
oddity that only a reader of the print can see.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Edition, Measure, OddityNote
from backbone_desktop.matching.lint import audience, contacts, entries, money, windows, wording
from backbone_desktop.matching.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    contacts.phone_for_two_persons,
    contacts.phone_written_in_two_ways,
    contacts.phone_unlikely,
    contacts.switchboard_of_another_body,
    contacts.contacts_without_their_service,
    contacts.unit_short_of_a_character,
    contacts.measure_named_otherwise,
    contacts.address_in_two_schemes,
    contacts.address_without_scheme,
    windows.year_implied,
    windows.days_without_year,
    windows.under_preferences,
    windows.deadline_of_regular_business,
    windows.vague_bound,
    windows.first_day_missing,
    windows.notice_for_window,
    windows.rounds_that_overlap,
    windows.over_before_the_year,
    windows.round_named_unlike_its_service,
    money.readings_of_one_figure,
    money.case_or_firm,
    money.counted_per_nothing,
    money.provisional_figure,
    money.grant_heading_over_nothing,
    money.visit_without_price,
    money.bound_in_both_classes,
    money.uplift_without_cap,
    money.uplift_at_most,
    money.heading_unlike_its_effect,
    audience.holder_read_in_two_ways,
    audience.holder_changes_among_preferences,
    audience.ordinary_firms_beside_holders,
    audience.name_narrower_than_audience,
    audience.demand_from_the_summary,
    audience.firms_under_recruits,
    audience.connective_not_printed,
    audience.two_applicants,
    wording.counted_in_two_ways,
    wording.list_of_another_length,
    wording.name_of_its_section,
    wording.words_run_together,
    entries.repeated_entries,
)

SEEN_IN_PRINT_ONLY = frozenset(
    {
        "address-broken",
        "applicant-unclear",
        "day-unit-lost",
        "duplicated-character",
        "examples-or-list",
        "extra-character",
        "law-name-differs",
        "missing-character",
        "phone-same-as-above",
        "sentence-incomplete",
        "spacing-lost",
        "wrong-character",
    }
)
"""Slips of the print that the catalogue's own words and figures no longer hold."""

NOTE_WITHOUT_FINDING = "note-without-finding"
_SEEN_IN_PRINT = "僅見於手冊原文，目錄的資料看不出來。"


def lint(edition: Edition) -> tuple[LintFinding, ...]:
    """Return every oddity of an edition in print order, known ones with the edition's note."""
    found = _merged(chain.from_iterable(rule(edition) for rule in RULES))
    measures = {measure.number: measure for measure in edition.measures}
    explained = [replace(each, known=_note(measures[each.measure], each.code)) for each in found]
    codes = {(each.measure, each.code) for each in found}
    rest = [_of_note(measure, note) for measure, note in _notes(edition) if (measure, note.code) not in codes]
    return tuple(sorted((*explained, *rest), key=lambda each: each.measure))


def _merged(findings: Iterable[LintFinding]) -> list[LintFinding]:
    """Say once what holds for several items of a measure in the same words."""
    items: dict[LintFinding, set[int]] = {}
    for each in findings:
        items.setdefault(replace(each, items=()), set()).update(each.items)
    return [replace(each, items=tuple(sorted(numbers))) for each, numbers in items.items()]


def _note(measure: Measure, code: str) -> OddityNote | None:
    return next((note for note in measure.notes if note.code == code), None)


def _notes(edition: Edition) -> Iterable[tuple[int, OddityNote]]:
    return ((measure.number, note) for measure in edition.measures for note in measure.notes)


def _of_note(measure: int, note: OddityNote) -> LintFinding:
    """Return the finding for a note that no rule bears out."""
    if note.code in SEEN_IN_PRINT_ONLY:
        return LintFinding(note.code, measure, note.where, _SEEN_IN_PRINT, known=note)
    message = f"附註「{note.code}」沒有對應的發現，請刪除或改用正確的代碼。"
    return LintFinding(NOTE_WITHOUT_FINDING, measure, note.where, message)
