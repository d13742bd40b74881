"""Lint of an edition: what is found, what is known, and what a note alone may say."""

from collections import Counter
from dataclasses import replace

from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Edition, Measure, OddityNote
from backbone_desktop.matching.lint import lint
from backbone_desktop.matching.lint.report import NOTE_WITHOUT_FINDING, RULES, SEEN_IN_PRINT_ONLY
from tests.matching.support import edition_105

LEAST = {
    (4, "phone-shared"), (5, "phone-shared"), (5, "rate-unexplained"), (7, "window-under-wrong-heading"),
    (8, "holder-disagrees"), (12, "phone-shared"), (12, "uplift-without-cap"), (12, "strictness-disagrees"),
    (14, "day-unit-lost"), (19, "title-disagrees"), (22, "holder-disagrees"), (23, "year-inherited"),
    (24, "count-disagrees"), (25, "year-inherited"), (26, "year-inherited"), (27, "year-inherited"),
    (30, "title-disagrees"), (32, "phone-shared"), (33, "year-inherited"), (36, "holder-disagrees"),
    (37, "phone-too-short"), (37, "day-unit-lost"), (39, "name-character-lost"),
}  # fmt: skip
"""What the year's brochure is known to have wrong, at the least."""


def with_notes(edition: Edition, number: int, *notes: OddityNote) -> Edition:
    def changed(measure: Measure) -> Measure:
        return replace(measure, notes=notes) if measure.number == number else measure

    return replace(edition, measures=tuple(changed(each) for each in edition.measures))


def unknown(findings: tuple[LintFinding, ...]) -> set[tuple[int, str]]:
    return {(each.measure, each.code) for each in findings if each.known is None}


def test_the_edition_of_105_has_no_oddity_without_a_note() -> None:
    assert unknown(lint(edition_105())) == set()


def test_the_oddities_of_the_brochure_are_named() -> None:
    found = {(each.measure, each.code) for each in lint(edition_105())}
    assert found >= LEAST


def test_every_note_is_borne_out_and_shown() -> None:
    edition = edition_105()
    notes = {(measure.number, note.code) for measure in edition.measures for note in measure.notes}
    assert {(each.measure, each.code) for each in lint(edition)} == notes


def test_every_note_seen_in_print_only_is_listed_with_its_own_place() -> None:
    printed = Counter(
        (measure.number, note.where)
        for measure in edition_105().measures
        for note in measure.notes
        if note.code in SEEN_IN_PRINT_ONLY - {"spacing-lost"}
    )
    listed = Counter(
        (each.measure, each.where)
        for each in lint(edition_105())
        if each.code in SEEN_IN_PRINT_ONLY - {"spacing-lost"}
    )
    assert listed == printed


def test_every_kind_that_only_the_print_shows_is_used() -> None:
    used = {note.code for measure in edition_105().measures for note in measure.notes}
    assert SEEN_IN_PRINT_ONLY - used == set()


def test_a_finding_whose_note_is_gone_is_unknown() -> None:
    edition = edition_105()
    for measure in edition.measures:
        for note in measure.notes:
            if note.code in SEEN_IN_PRINT_ONLY:
                continue
            others = tuple(each for each in measure.notes if each.code != note.code)
            assert (measure.number, note.code) in unknown(lint(with_notes(edition, measure.number, *others)))


def test_a_note_that_nothing_bears_out_is_a_finding() -> None:
    stray = OddityNote("uplift-without-cap", "優惠", "沒有這回事。")
    findings = lint(with_notes(edition_105(), 1, stray))
    assert unknown(findings) == {(1, NOTE_WITHOUT_FINDING)}
    (finding,) = (each for each in findings if each.known is None)
    assert (finding.where, "uplift-without-cap" in finding.message) == ("優惠", True)


def test_what_holds_for_several_items_is_said_once() -> None:
    (finding,) = (each for each in lint(edition_105()) if each.code == "strictness-disagrees")
    assert finding.items == (1, 2, 3, 4)


def test_findings_come_in_print_order() -> None:
    numbers = [each.measure for each in lint(edition_105())]
    assert numbers == sorted(numbers)


def test_lint_reads_only() -> None:
    assert lint(edition_105()) == lint(edition_105())
    assert len(set(RULES)) == len(RULES)


def test_an_empty_edition_has_nothing_odd() -> None:
    assert lint(replace(edition_105(), measures=())) == ()
