"""Which facts exist: the one list that questionnaires, rules and lists of firms share.

Rule: whatever names a fact by its key finds that key here or is refused.
"""

from collections.abc import Iterable, Iterator, Mapping

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
