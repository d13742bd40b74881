"""下次訪視要問的資料: what to ask a firm at the next visit or call, and what it answered.

Rule: a line stays open until the fact is known or refused, however that came about; nothing is asked twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.checklist import ChecklistLine, Question, SettledBy
from backbone_desktop.domain.codes import Channel, ConfirmationState, Origin
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactContent, FactSheet, Observation, standing_facts
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.services.changes import Changes, Done, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.facts import FactDefinition
    from backbone_desktop.domain.identifiers import CaseId, VisitId
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.unit_of_work import UnitOfWork

_REMARK = "{day} {how}"
_KNOWN_ELSEWHERE = "已由{origin}得知"
_IN_PERSON = frozenset({Channel.VISIT, Channel.MEETING})


class ChecklistService:
    """Use cases on the checklist of one case."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def questions(self, file: CaseFile) -> tuple[Question, ...]:
        """Return the lines of a case, the open ones first, each in the order they were added."""
        sheet = standing_facts(file.observations, self._context.on())
        known = (each for each in file.checklist if each.fact in self._context.facts)
        shown = [self._question(each, sheet) for each in known]
        return tuple(sorted(shown, key=lambda each: each.settled))

    def open_facts(self, file: CaseFile) -> tuple[str, ...]:
        """Return the keys of the facts still to be asked for, in the order they were added."""
        return tuple(each.fact for each in self.questions(file) if not each.settled)

    def add(self, case: CaseId, facts: Iterable[str]) -> Done[tuple[ChecklistLine, ...]]:
        """Put facts on the list; those on it already, known or refused are left out.

        Returns:
            The lines that were added.

        Raises:
            UserError: There is no such fact, or it is derived and cannot be asked for.
        """
        wanted = tuple(dict.fromkeys(facts))
        for key in wanted:
            self._definition(key)
        with self._context.casebook.write() as uow:
            file = uow.cases.file(case)
            sheet = standing_facts(file.observations, self._context.on())
            listed = {each.fact for each in file.checklist}
            lines = tuple(
                ChecklistLine(uow.new_id(), key, self._context.on())
                for key in wanted
                if key not in listed and not _settled(sheet, key)
            )
            uow.checklists.add(case, lines)
            uow.commit()
        return Done(lines, Changes.of(Kind.CHECKLIST, case=case))

    def remove(self, case: CaseId, fact: str) -> Done[tuple[ChecklistLine, ...]]:
        """Take a fact off the list, whether settled or not; return the lines that went."""
        with self._context.casebook.write() as uow:
            gone = tuple(each for each in uow.checklists.of(case) if each.fact == fact)
            if not gone:
                raise UserError(
                    "清單上沒有這一項", "這項資料不在下次訪視的清單上。", "請重新整理後再試一次。"
                )
            for line in gone:
                uow.checklists.remove(line)
            uow.commit()
        return Done(gone, Changes.of(Kind.CHECKLIST, case=case))

    def answer(
        self,
        case: CaseId,
        fact: str,
        content: FactContent,
        channel: Channel = Channel.VISIT,
        visit: VisitId | None = None,
    ) -> Done[CaseFile]:
        """Record what the firm said, confirmed by asking, and tick the line.

        Args:
            case: Whose list.
            fact: The key asked for; it need not be on the list.
            content: The answer; a firm that does not know leaves the line open, so there is no None.
            channel: How it was asked; face to face counts as a visit, anything else as the consultant's hand.
            visit: The visit during which it was asked, kept with the value.
        """
        in_person = channel in _IN_PERSON
        settled_by = SettledBy.VISIT if in_person else SettledBy.PHONE
        origin = Origin.VISIT if in_person else Origin.HAND
        return self._settle(case, fact, content, settled_by, origin, visit)

    def refuse(self, case: CaseId, fact: str, channel: Channel = Channel.VISIT) -> Done[CaseFile]:
        """Record that the firm will not say, so that nobody asks again, and tick the line."""
        origin = Origin.VISIT if channel in _IN_PERSON else Origin.HAND
        return self._settle(case, fact, None, SettledBy.REFUSED, origin, None)

    def _settle(
        self,
        case: CaseId,
        fact: str,
        content: FactContent | None,
        settled_by: SettledBy,
        origin: Origin,
        visit: VisitId | None,
    ) -> Done[CaseFile]:
        self._definition(fact)
        on = self._context.on()
        refused = settled_by is SettledBy.REFUSED
        state = ConfirmationState.REFUSED if refused else ConfirmationState.CONFIRMED
        with self._context.casebook.write() as uow:
            enterprise = uow.cases.get(case).enterprise.id
            told = Observation(uow.new_id(), fact, content, origin, on, state, uow.now, visit or "")
            uow.facts.add(enterprise, told)
            self._tick(uow, case, fact, settled_by)
            uow.commit()
            file = uow.cases.file(case)
        return Done(file, Changes.of(Kind.CHECKLIST, Kind.FACTS, Kind.CASES, case=case))

    def _tick(self, uow: UnitOfWork, case: CaseId, fact: str, settled_by: SettledBy) -> None:
        for line in uow.checklists.of(case):
            if line.fact == fact:
                ticked = replace(line, settled_by=settled_by, settled_on=self._context.on())
                uow.checklists.update(case, ticked)

    def _question(self, line: ChecklistLine, sheet: FactSheet) -> Question:
        definition = self._context.facts[line.fact]
        open_line = Question(line.fact, definition.label, definition.question, line.added_on, settled=False)
        if not _settled(sheet, line.fact):
            return open_line
        day, how = _settling(line, sheet)
        return replace(
            open_line,
            settled=True,
            answer=_answer(definition, sheet),
            remark=_REMARK.format(day=format_roc(day), how=how),
            settled_on=day,
        )

    def _definition(self, key: str) -> FactDefinition:
        definition = self._context.facts.get(key)
        if definition is None or definition.derived_from:
            raise UserError(
                f"沒有「{key}」這項可以詢問的資料",
                "名稱不在基本資料的定義裡，或該項由其他資料推得。",
                "請改用企業概況中列出的項目。",
            )
        return definition


def _settled(sheet: FactSheet, key: str) -> bool:
    return sheet.content(key) is not None or sheet.refused(key)


def _answer(definition: FactDefinition, sheet: FactSheet) -> str:
    if sheet.refused(definition.key):
        return ConfirmationState.REFUSED.label
    return format_content(definition, sheet.content(definition.key))


def _settling(line: ChecklistLine, sheet: FactSheet) -> tuple[date, str]:
    """Say when and how a line was settled: as it was ticked, else by the value that counts."""
    if line.settled_on is not None:
        return line.settled_on, line.settled_by.label
    observation = sheet[line.fact].observation
    return observation.as_of, _KNOWN_ELSEWHERE.format(origin=observation.origin.label)
