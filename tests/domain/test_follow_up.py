"""Which entries of a log still tell of a contact."""

from datetime import date

from backbone_desktop.domain.codes import Channel
from backbone_desktop.domain.follow_up import FollowUp, standing_entries
from backbone_desktop.domain.identifiers import CaseId, FollowUpId


def entry(key: str, corrects: str | None = None, *, retracts: bool = False) -> FollowUp:
    replaced = None if corrects is None else FollowUpId(corrects)
    return FollowUp(
        FollowUpId(key),
        CaseId("case"),
        date(2016, 3, 8),
        Channel.PHONE,
        "談妥",
        corrects=replaced,
        retracts=retracts,
    )


def test_an_entry_stands_until_it_is_corrected_or_taken_back() -> None:
    plain, wrong, right = entry("a"), entry("b"), entry("c", corrects="b")
    mistaken, taking_back = entry("d"), entry("e", corrects="d", retracts=True)

    assert standing_entries([plain, wrong, right, mistaken, taking_back]) == (plain, right)


def test_what_corrected_another_can_itself_be_taken_back() -> None:
    assert standing_entries([entry("a"), entry("b", corrects="a"), entry("c", "b", retracts=True)]) == ()
