"""What the casebook itself says: its id, its consultant, its dates, its flags.

Rule: every setting is one text under one name, logged like any record.
"""

from datetime import date

from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.errors import StorageError
from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.storage.repository import Repository, iso, read_day
from backbone_desktop.storage.tables import consultant, setting

_CASEBOOK = "casebook"
_CONSULTANT = "consultant"
_AS_OF = "as_of"


class Settings(Repository):
    """The settings."""

    def casebook_id(self) -> str:
        """Return the casebook's own id."""
        return self._text(_CASEBOOK)

    def set_casebook_id(self, key: str) -> None:
        """Give a new casebook its id."""
        self._keep(_CASEBOOK, key)

    def consultant_id(self) -> str:
        """Return the id of who keeps this casebook, empty while nobody was named."""
        return self._text(_CONSULTANT)

    def consultant(self) -> Consultant:
        """Return who keeps this casebook; raises StorageError when none was ever named."""
        for row in self._of(consultant, "id", self.consultant_id()):
            return Consultant(row.id, row.name, row.office, row.phone)
        raise StorageError("個案簿沒有登記顧問", "設定裡沒有專責顧問的資料。", "請由最近的備份還原。")

    def set_consultant(self, person: Consultant) -> None:
        """Name who keeps this casebook from now on; earlier ones stay known by their entries."""
        row = {"id": person.id, "name": person.name, "office": person.office, "phone": person.phone}
        if self._journal.current(consultant, person.id) is None:
            self._journal.insert(consultant, [row])
        else:
            self._journal.update(consultant, row)
        self._keep(_CONSULTANT, person.id)

    def as_of(self) -> date | None:
        """Return the day the casebook is looked at from, None for today."""
        return read_day(self._text(_AS_OF) or None)

    def set_as_of(self, day: date | None) -> None:
        """Set that day; None follows the calendar."""
        self._keep(_AS_OF, iso(day) or "")

    def flag(self, name: str) -> bool:
        """Tell whether a flag such as ``demonstration`` is set."""
        return self._text(f"flag.{name}") == "yes"

    def set_flag(self, name: str, *, on: bool = True) -> None:
        """Set or clear a flag."""
        self._keep(f"flag.{name}", "yes" if on else "")

    def mappings(self, kind: BatchKind, form: str) -> str:
        """Return what is remembered of the columns of files of a kind, for one edition of its form."""
        return self._text(f"mapping.{kind.value}.{form}")

    def keep_mappings(self, kind: BatchKind, form: str, value: str) -> None:
        """Remember it."""
        self._keep(f"mapping.{kind.value}.{form}", value)

    def _text(self, name: str) -> str:
        for row in self._of(setting, "id", name):
            return str(row.value)
        return ""

    def _keep(self, name: str, value: str) -> None:
        row = {"id": name, "value": value}
        if self._journal.current(setting, name) is None:
            self._journal.insert(setting, [row])
        else:
            self._journal.update(setting, row)
