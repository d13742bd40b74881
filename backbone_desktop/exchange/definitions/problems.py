"""What is wrong in definition files, collected so that an editor sees all of it at once.

Rule: every problem names its file and key path. Places in a list are counted from 1, as the brochure
counts, so ``items[2]`` is the item numbered 2.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from backbone_desktop.domain.errors import DataFileError

MOST_SHOWN = 50
"""How many problems one refusal lists; the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; ``path`` is empty when it concerns the file as a whole."""

    file: str
    path: str
    sentence: str

    def __str__(self) -> str:
        """Return the problem on one line."""
        place = f"{self.file}: {self.path}" if self.path else self.file
        return f"{place}：{self.sentence}"


@dataclass(slots=True)
class Problems:
    """The problems found so far while a set of files is read."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, path: str, sentence: str) -> None:
        """Note one problem; ``path`` is empty when it concerns the file as a whole."""
        self.found.append(Problem(file, path, sentence))

    def refuse_if_any(self, title: str) -> None:
        """Raise one error that lists what was found.

        Raises:
            DataFileError: There is at least one problem.
        """
        if not self.found:
            return
        shown = [str(each) for each in self.found[:MOST_SHOWN]]
        if len(self.found) > MOST_SHOWN:
            shown.append(f"另有 {len(self.found) - MOST_SHOWN} 項問題未列出。")
        raise DataFileError(title, "\n".join(shown), "請依所列檔案與欄位更正後，再重新讀取。")


def repeated(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are given more than once, each once, leaving out empty ones."""
    return tuple(name for name, times in Counter(names).items() if name and times > 1)
