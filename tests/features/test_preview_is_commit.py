"""Two hundred spoiled files: the preview decides as the import does, and leaves the casebook alone."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.intake import BatchKind, IntakeReport, RowOutcome
from backbone_desktop.services.intake import ImportChoices
from tests.exchange.forms import form
from tests.responses.casebooks import content_digest, copy_of
from tests.responses.mutations import write_mutation

MUTATIONS = 200
PER_CASEBOOK = 25
FORM = form()
REMEMBERED = ("setting", "change")
"""Where an import keeps how columns were settled, whatever becomes of its rows."""


def _decided(decide: Callable[[], IntakeReport]) -> IntakeReport | tuple[str, str, str]:
    """Return what a file was found to be, apart from whether it was kept, or its refusal."""
    try:
        return replace(decide(), batch=None, dry_run=False)
    except DataFileError as refusal:
        return refusal.title, refusal.detail, refusal.remedy


def _hold_together(
    session: bootstrap.Session, path: Path, kind: BatchKind = BatchKind.RESPONSES
) -> Counter[str]:
    intake = session.services.intake
    preview, commit = intake.preview_responses, intake.import_responses
    if kind is BatchKind.ROSTER:
        preview, commit = intake.preview_roster, intake.import_roster
    before, rows_before = content_digest(session), content_digest(session, REMEMBERED)
    previewed = _decided(lambda: preview(path, ImportChoices()))
    assert content_digest(session) == before
    imported = _decided(lambda: commit(path, ImportChoices()).value)
    assert previewed == imported
    if isinstance(imported, tuple):
        assert content_digest(session) == before
        return Counter(["refused"])
    outcomes = Counter(row.outcome.value for row in imported.rows)
    assert len(imported.rows) == sum(imported.count(outcome) for outcome in RowOutcome)
    is_kept = bool(outcomes["new"] + outcomes["changed"])
    assert (content_digest(session, REMEMBERED) != rows_before) == is_kept
    return outcomes


@pytest.mark.slow("previews and imports two hundred files")
@pytest.mark.parametrize("first", range(0, MUTATIONS, PER_CASEBOOK))
def test_preview_and_import_decide_every_row_alike(first: int, template: Path, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    with copy_of(template, tmp_path / "casebook") as session:
        for seed in range(first, first + PER_CASEBOOK):
            seen += _hold_together(session, write_mutation(tmp_path, FORM, seed))
        assert session.services.maintenance.check(deep=True).problems == ()
    # A generator whose files are all refused, or all sound, would show nothing.
    assert min(seen["new"], seen["changed"], seen["unchanged"], seen["rejected"]) > 0, seen


@pytest.mark.slow("previews and imports twenty-five files")
def test_preview_and_import_of_rosters_decide_every_row_alike(template: Path, tmp_path: Path) -> None:
    """The same files read as rosters, which bring in firms nobody knew."""
    seen: Counter[str] = Counter()
    with copy_of(template, tmp_path / "casebook") as session:
        for seed in range(MUTATIONS, MUTATIONS + PER_CASEBOOK):
            seen += _hold_together(session, write_mutation(tmp_path, FORM, seed), BatchKind.ROSTER)
    assert min(seen["changed"], seen["unchanged"], seen["rejected"]) > 0, seen


def test_a_casebook_that_changed_would_be_seen(template: Path, tmp_path: Path) -> None:
    """The negative control of the digest: an import that keeps one row changes it."""
    with copy_of(template, tmp_path / "casebook") as session:
        before = content_digest(session)
        path = tmp_path / "one.csv"
        path.write_text("統一編號,員工人數\n04595257,186\n", encoding="utf-8")
        session.services.intake.import_responses(path, ImportChoices())
        assert content_digest(session) != before
