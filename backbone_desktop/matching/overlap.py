"""Applications of ours that stand beside a measure: those running in the same guidance system.

Rule: which system an item belongs to is our inference, and the regulation stands outside the brochure; both
are said, and nothing here touches a verdict.
"""

from collections.abc import Iterator, Sequence

from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.measure_warning import Applied, MeasureWarning, WarningKind
from backbone_desktop.domain.reference import INFERRED, GuidanceSystems

REGULATION = "《中小企業輔導體系建立及輔導辦法》第5條（手冊以外的規定）"

_TEXT = (
    "申請案「第{number}項 {name}・{item}」（{status}）與本項同屬「{system}」輔導體系，"
    "申請前請向主辦單位確認能否同時接受輔導。"
)
_SOURCE = "{regulation}；所屬體系為{inferred}：本項是因{basis}該申請案是因{applied_basis}"


def overlap_warnings(
    edition: Edition, systems: GuidanceSystems, applied: Sequence[Applied]
) -> dict[int, tuple[MeasureWarning, ...]]:
    """Warn of every open application in a guidance system that an item belongs to as well.

    Args:
        edition: The edition whose measures are warned about.
        systems: The names of the guidance systems.
        applied: The firm's applications.

    Returns:
        Warnings by measure number; measures without any are left out.
    """
    names = {each.number: each.name for each in systems.systems}
    running = [each for each in applied if each.application.is_open and each.item.guidance_systems]
    found = {each.number: tuple(_of_measure(each, running, names)) for each in edition.measures}
    return {number: warnings for number, warnings in found.items() if warnings}


def _of_measure(
    measure: Measure, running: Sequence[Applied], names: dict[int, str]
) -> Iterator[MeasureWarning]:
    for other in running:
        for system in other.item.guidance_systems:
            items = [
                item
                for item in measure.items
                if system in item.guidance_systems and not _is_same(measure, item, other)
            ]
            if items:
                yield _warning(other, names[system], items)


def _is_same(measure: Measure, item: ServiceItem, other: Applied) -> bool:
    """Whether the application is for this very item, which is no overlap with itself."""
    return (measure.number, item.number) == (other.application.measure, other.application.item)


def _warning(other: Applied, system: str, items: Sequence[ServiceItem]) -> MeasureWarning:
    text = _TEXT.format(
        number=other.measure.number,
        name=other.measure.name,
        item=other.item.name,
        status=other.application.status.label,
        system=system,
    )
    source = _SOURCE.format(
        regulation=REGULATION,
        inferred=INFERRED,
        basis="".join(dict.fromkeys(item.guidance_basis for item in items)),
        applied_basis=other.item.guidance_basis,
    )
    return MeasureWarning(WarningKind.OVERLAP, tuple(item.number for item in items), text, source)
