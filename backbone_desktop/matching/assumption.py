"""Facts assumed for the sake of argument, standing in for those a firm has.

Rule: an assumed fact is marked as such, so that no sentence gives it out for something the firm said.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.facts import FactContent, FactSheet, Observation, StandingFact


def assuming(sheet: FactSheet, contents: Mapping[str, FactContent | None]) -> FactSheet:
    """Return the sheet as it would be under ``contents``; None stands for a fact nobody was asked for."""
    facts = {key: fact for key, fact in sheet.items() if key not in contents}
    assumed = {
        key: StandingFact(_observation(key, content, sheet), assumed=True)
        for key, content in contents.items()
        if content is not None
    }
    return FactSheet({**facts, **assumed}, sheet.on)


def _observation(key: str, content: FactContent, sheet: FactSheet) -> Observation:
    at = datetime.combine(sheet.on, time.min, UTC)
    return Observation("", key, content, Origin.HAND, sheet.on, ConfirmationState.UNCONFIRMED, at)
