"""遴選評估: the programme's assessment principles judged by a firm's facts.

Rule: a figure is judged under every reading and decides only where they agree; a quality is decided by a
yes/no fact that asks for it, never by us.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactContent, FactDefinition, FactSheet, FactType
from backbone_desktop.domain.reference import Direction, Limit, Principle, Programme, Reading
from backbone_desktop.domain.screening import PrincipleFinding, ReadingOutcome, Screening, ScreeningFact
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.matching.derived import years_before

_ORIGIN = "{origin}・{state}"
_YEARS = "{value}，至 {on} 滿 {years} 年"

_LIMIT = "{label}{words} {limit}"
_WORDS = {
    (Direction.BELOW, True): "低於",
    (Direction.BELOW, False): "不超過",
    (Direction.ABOVE, True): "超過",
    (Direction.ABOVE, False): "滿",
}
_READING = "{source}（{words}）：須{demand}，{outcome}。"
_DIFFER = "{values}；各種文本的寫法在這個數字上判定不同，請向主辦單位確認採用哪一種。"
_AGREE = {
    Outcome.MET: "{values}，在限度之內。",
    Outcome.NOT_MET: "{values}，不在限度之內。",
    Outcome.UNKNOWN: "{values}，資料不足以判定。",
}
_ABOVE = {
    Outcome.MET: "{values}，已達要求。",
    Outcome.NOT_MET: "{values}，尚未達到要求。",
    Outcome.UNKNOWN: "{values}，資料不足以判定。",
}
_ANSWERED = "「{label}」為「{value}」（{origin}），{outcome}這項原則。"
_JUDGEMENT = "{values}；是否符合由顧問判斷。"
_VALUE = "{label}：{value}"
_BETWEEN = "，"
_ANY = "，或"


def screen(
    programme: Programme, facts: Mapping[str, FactDefinition], sheet: FactSheet, on: date
) -> Screening:
    """Judge every principle of both tracks.

    Args:
        programme: The principles with their figures.
        facts: The definitions of every fact a principle names.
        sheet: What is known of the firm.
        on: The as-of date, for the years in business.
    """
    return Screening(on, tuple(_judge(each, facts, sheet, on) for each in programme.principles))


def _judge(
    principle: Principle, facts: Mapping[str, FactDefinition], sheet: FactSheet, on: date
) -> PrincipleFinding:
    shown = tuple(_shown(facts[key], sheet, on) for key in principle.facts)
    readings = tuple(_readings(principle, facts, sheet, on))
    outcome = _agreed(readings) if readings else _answered(principle, sheet)
    return PrincipleFinding(
        track=principle.track,
        number=principle.number,
        title=principle.title,
        summary=principle.summary,
        outcome=outcome,
        by_judgement=not readings and outcome is Outcome.UNKNOWN,
        sentence=_sentence(principle, shown, readings, outcome),
        citation=principle.citation,
        facts=shown,
        readings=readings,
        missing=tuple(each.fact for each in shown if not each.known and not sheet.refused(each.fact)),
    )


def _readings(
    principle: Principle, facts: Mapping[str, FactDefinition], sheet: FactSheet, on: date
) -> Iterator[ReadingOutcome]:
    """Judge the figures once for every source that puts them; one figure within its limit is enough."""
    sources = dict.fromkeys(reading.source for limit in principle.limits for reading in limit.readings)
    for source in sources:
        put = [(each, _reading_of(each, source)) for each in principle.limits]
        outcome = _any([compare(limit, reading, sheet.content(limit.fact), on) for limit, reading in put])
        demands = _ANY.join(_demand(limit, reading, facts[limit.fact]) for limit, reading in put)
        words = "、".join(dict.fromkeys(reading.words for _limit, reading in put))
        text = _READING.format(source=source, words=words, demand=demands, outcome=outcome.label)
        yield ReadingOutcome(source, outcome, text)


def _reading_of(limit: Limit, source: str) -> Reading:
    return next((each for each in limit.readings if each.source == source), limit.readings[0])


def compare(limit: Limit, reading: Reading, content: FactContent | None, on: date) -> Outcome:
    """Judge one figure under one reading; years in business are compared to the day."""
    if content is None:
        return Outcome.UNKNOWN
    if isinstance(content, date):
        # The longer ago, the larger: days are compared the other way round.
        bound = years_before(on, limit.amount)
        beyond, equal = content < bound, content == bound
    elif isinstance(content, int):
        beyond, equal = content > limit.amount, content == limit.amount
    else:
        return Outcome.UNKNOWN
    if equal:
        return Outcome.NOT_MET if reading.strict else Outcome.MET
    return Outcome.MET if beyond is (limit.direction is Direction.ABOVE) else Outcome.NOT_MET


def _any(outcomes: list[Outcome]) -> Outcome:
    if Outcome.MET in outcomes:
        return Outcome.MET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else Outcome.NOT_MET


def _agreed(readings: tuple[ReadingOutcome, ...]) -> Outcome:
    found = {each.outcome for each in readings}
    return found.pop() if len(found) == 1 else Outcome.UNKNOWN


def _answered(principle: Principle, sheet: FactSheet) -> Outcome:
    answer = sheet.content(principle.answered_by)
    if isinstance(answer, bool):
        return Outcome.MET if answer else Outcome.NOT_MET
    return Outcome.NOT_MET if sheet.content(principle.denied_by) is False else Outcome.UNKNOWN


def _sentence(
    principle: Principle,
    shown: tuple[ScreeningFact, ...],
    readings: tuple[ReadingOutcome, ...],
    outcome: Outcome,
) -> str:
    values = _BETWEEN.join(_VALUE.format(label=each.label, value=each.value) for each in shown)
    if len({each.outcome for each in readings}) > 1:
        return _DIFFER.format(values=values)
    if readings:
        is_above = principle.limits[0].direction is Direction.ABOVE
        return (_ABOVE if is_above else _AGREE)[outcome].format(values=values)
    if outcome is Outcome.UNKNOWN:
        return _JUDGEMENT.format(values=values)
    answer = next(each for each in shown if each.fact in (principle.answered_by, principle.denied_by))
    return _ANSWERED.format(
        label=answer.label, value=answer.value, origin=answer.origin, outcome=outcome.label
    )


def _demand(limit: Limit, reading: Reading, definition: FactDefinition) -> str:
    amount = f"{limit.amount:,} {limit.unit}"
    label = "經營" if definition.type is FactType.DATE else definition.label
    return _LIMIT.format(label=label, words=_WORDS[limit.direction, reading.strict], limit=amount)


def _shown(definition: FactDefinition, sheet: FactSheet, on: date) -> ScreeningFact:
    content = sheet.content(definition.key)
    value = format_content(definition, content)
    if isinstance(content, date):
        value = _YEARS.format(value=value, on=format_content(definition, on), years=whole_years(content, on))
    if sheet.refused(definition.key):
        value = sheet[definition.key].observation.state.label
    origin = ""
    if definition.key in sheet and content is not None:
        observation = sheet[definition.key].observation
        origin = _ORIGIN.format(origin=observation.origin.label, state=observation.state.label)
    return ScreeningFact(definition.key, definition.label, value, origin, content is not None)


def whole_years(since: date, on: date) -> int:
    """Return how many whole years lie between two days; 0 before the first."""
    years = on.year - since.year
    return max(years - (since > years_before(on, years)), 0) if years >= 0 else 0
