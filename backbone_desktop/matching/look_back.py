"""Our own records as a look-back: guidance the firm got through us that its facts do not tell yet.

Rule: an application proves that guidance was given, never that no other was; the fact stays the firm's word.
"""

from collections.abc import Iterator, Sequence

from backbone_desktop.domain.application import Application, ApplicationStatus
from backbone_desktop.domain.criterion import leaves
from backbone_desktop.domain.facts import PastGuidance
from backbone_desktop.domain.measure import ContactRole, Edition, Measure, ServiceItem
from backbone_desktop.domain.measure_warning import Applied, MeasureWarning, UntoldGuidance, WarningKind
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.text import fold
from backbone_desktop.matching.compiled import hard_nodes
from backbone_desktop.matching.derived import PAST_GUIDANCE, source_of

_CLOSED = "本個案簿記有「{programme}」（{agency}，{began} 至 {ended} 結案），尚未列入輔導紀錄。"
_RUNNING = "本個案簿記有「{programme}」（{agency}，{began} 起執行中），尚未列入輔導紀錄。"
_UNFINISHED = "本個案簿記有「{programme}」（{agency}）已於 {ended} 結案，輔導紀錄尚未填上結束日。"
_READS = "{told}本項的條件會看曾受輔導紀錄，補上後請重新評估。"
_SOURCE = "本個案簿的申請案"
_NO_AGENCY = "主辦機關未載明"

_GIVING = frozenset({ApplicationStatus.EXECUTING, ApplicationStatus.CLOSED})


def guidance_of(applied: Applied) -> PastGuidance | None:
    """Return the guidance an application gave or is giving; None before it is carried out."""
    application = applied.application
    if application.status not in _GIVING:
        return None
    began = next(step.on for step in application.history if step.status is ApplicationStatus.EXECUTING)
    ended = application.history[-1].on if application.status is ApplicationStatus.CLOSED else None
    return PastGuidance(applied.measure.name, _organiser(applied.measure), began, ended)


def untold_guidance(
    applied: Sequence[Applied], recorded: Sequence[PastGuidance]
) -> tuple[UntoldGuidance, ...]:
    """Return what our applications gave and the firm's recorded guidance does not tell."""
    found = ((each.application, guidance_of(each)) for each in applied)
    return tuple(
        _untold(application, guidance, recorded)
        for application, guidance in found
        if guidance is not None and not any(_tells(entry, guidance) for entry in recorded)
    )


def look_back_warnings(
    edition: Edition, untold: Sequence[UntoldGuidance]
) -> dict[int, tuple[MeasureWarning, ...]]:
    """Tell the untold guidance at every measure whose conditions look back at guidance."""
    readers = ((each.number, tuple(_readers(each))) for each in edition.measures)
    texts = [_READS.format(told=each.text) for each in untold]
    return {
        number: tuple(MeasureWarning(WarningKind.LOOK_BACK, items, text, _SOURCE) for text in texts)
        for number, items in readers
        if items and texts
    }


def with_guidance(recorded: Sequence[PastGuidance], guidance: PastGuidance) -> tuple[PastGuidance, ...]:
    """Return the recorded guidance with one entry added, in the place of an unfinished entry of the same."""
    kept = (entry for entry in recorded if not _is_same(entry, guidance))
    return (*kept, guidance)


def _untold(
    application: Application, guidance: PastGuidance, recorded: Sequence[PastGuidance]
) -> UntoldGuidance:
    template = _RUNNING if guidance.ended_on is None else _CLOSED
    if any(_is_same(entry, guidance) for entry in recorded):
        template = _UNFINISHED
    text = template.format(
        programme=guidance.programme,
        agency=guidance.agency or _NO_AGENCY,
        began="" if guidance.began_on is None else format_roc(guidance.began_on),
        ended="" if guidance.ended_on is None else format_roc(guidance.ended_on),
    )
    return UntoldGuidance(application.id, application.measure, application.item, guidance, text)


def _is_same(entry: PastGuidance, guidance: PastGuidance) -> bool:
    """Whether an entry speaks of the same guidance: one name, and no beginning that says otherwise."""
    began = entry.began_on
    return fold(entry.programme) == fold(guidance.programme) and began in (None, guidance.began_on)


def _tells(entry: PastGuidance, guidance: PastGuidance) -> bool:
    return _is_same(entry, guidance) and (guidance.ended_on is None or entry.ended_on is not None)


def _organiser(measure: Measure) -> str:
    organisers = (each.unit for each in measure.contacts if each.role is ContactRole.ORGANISER)
    return next(organisers, "")


def _readers(measure: Measure) -> Iterator[int]:
    """Return the items with a hard condition that reads guidance received before."""
    return (item.number for item in measure.items if _reads_guidance(item))


def _reads_guidance(item: ServiceItem) -> bool:
    read = (leaf.fact for node in hard_nodes(item.conditions) for leaf in leaves(node))
    return any(source_of(fact) == PAST_GUIDANCE for fact in read)
