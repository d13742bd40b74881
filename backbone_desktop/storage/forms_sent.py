"""Questionnaires handed to firms.

Rule: what was sent stays noted, whether or not an answer came.
"""

from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import form_sent


@dataclass(frozen=True, slots=True)
class FormSent:
    """One workbook handed out."""

    form: str
    on: date
    file_name: str


class FormsSent(Repository):
    """The questionnaires handed out."""

    def of(self, enterprise: EnterpriseId) -> tuple[FormSent, ...]:
        """Return what was handed to a firm, first sent first."""
        return tuple(
            FormSent(row.form, date.fromisoformat(row.sent_on), row.file_name)
            for row in self._of(form_sent, "enterprise_id", enterprise)
        )

    def add(self, enterprise: EnterpriseId, form: str, on: date, file_name: str) -> str:
        """Note that the workbook ``file_name`` of a form was handed out on that day; return the note's id."""
        key = self._journal.new_id()
        row = {
            "id": key,
            "enterprise_id": enterprise,
            "form": form,
            "sent_on": on.isoformat(),
            "file_name": file_name,
        }
        self._journal.insert(form_sent, [row])
        return key

    def remove(self, key: str) -> None:
        """Take a note back that was made by mistake; raises UserError when there is none any more."""
        self._journal.remove(form_sent, key)
