"""Which facts exist: the one list that questionnaires, rules and lists of firms share.

Rule: whatever names a fact by its key finds that key here or is refused.
"""

from collections.abc import Iterable, Iterator, Mapping

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import FactDefinition


class FactCatalogue(Mapping[str, FactDefinition]):
    """The fact definitions by key, in the order they are asked and listed."""

    __slots__ = ("_definitions",)

    def __init__(self, definitions: Iterable[FactDefinition]) -> None:
        self._definitions = {each.key: each for each in definitions}

    def __getitem__(self, key: str) -> FactDefinition:
        """Return the definition of ``key``."""
        return self._definitions[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys in their listed order."""
        return iter(self._definitions)

    def __len__(self) -> int:
        """Count the facts."""
        return len(self._definitions)

    def writable(self, key: str) -> FactDefinition:
        """Return the definition of a fact a person may give a value.

        Raises:
            UserError: No such fact, or one that is computed from others.
        """
        definition = self.get(key)
        if definition is None or definition.derived_from:
            raise UserError(
                f"沒有「{key}」這項基本資料",
                "名稱不在基本資料的定義裡，或該項由其他資料推得、不能直接填寫。",
                "請改用企業概況中列出、可以填寫的項目。",
            )
        return definition

    @property
    def asked(self) -> tuple[FactDefinition, ...]:
        """The facts a firm is asked for; derived ones are computed instead."""
        return tuple(each for each in self._definitions.values() if not each.derived_from)

    def choice_label(self, key: str, code: str) -> str:
        """Return the zh-TW label of a choice, or the code itself when the fact does not list it.

        Raises:
            KeyError: No such fact.
        """
        return next((choice.label for choice in self[key].choices if choice.code == code), code)
