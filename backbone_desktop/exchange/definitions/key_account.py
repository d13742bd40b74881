"""Keeping account of a TOML table's keys, so that what nobody asked for is found.

Rule: whoever looks at a value does so through here; what is left unread at the end is an unknown key.
"""

from typing import TypeVar

from backbone_desktop.exchange.definitions.problems import Problems

ValueT = TypeVar("ValueT", str, int, bool)

_KINDS: dict[type, str] = {str: "文字", int: "整數", bool: "true 或 false"}
NOT_ASKED_FOR = "不認得的欄位。"
"""Said of a key that nobody asked for."""

_MISSING = object()


class KeyAccount:
    """The values of one table, which of them were read, and where the table stands."""

    __slots__ = ("_unread", "_values", "file", "path", "problems")

    def __init__(self, values: dict[str, object], file: str, path: str, problems: Problems) -> None:
        self._values = values
        self._unread = set(values)
        self.file = file
        self.path = path
        self.problems = problems

    def __contains__(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self._values

    @property
    def written(self) -> tuple[str, ...]:
        """The keys as they stand in the file, in its order."""
        return tuple(self._values)

    def path_to(self, key: str) -> str:
        """Return the full path of a key; the table's own path for an empty key."""
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def problem(self, key: str, sentence: str) -> None:
        """Note a problem with the value of ``key``; an empty key means the table itself."""
        self.problems.add(self.file, self.path_to(key), sentence)

    def raw(self, key: str, default: object = None) -> object:
        """Return the value as it is written, whatever its type."""
        self._unread.discard(key)
        return self._values.get(key, default)

    def take(self, key: str, kind: type[ValueT], default: ValueT | None) -> ValueT | None:
        """Return a value of exactly this type; without ``default`` the key must be written."""
        value = self.raw(key, _MISSING)
        if value is _MISSING:
            if default is None:
                self.problem(key, "缺少必填欄位。")
            return default
        # bool is a kind of int to Python, not to an editor.
        if type(value) is not kind:
            self.problem(key, f"應為{_KINDS[kind]}。")
            return default
        return value

    def take_list(self, key: str, kind: type[ValueT]) -> tuple[ValueT, ...]:
        """Return a list of this type without repetition; empty when the key is not written."""
        value = self.raw(key, [])
        if not isinstance(value, list):
            self.problem(key, "應為清單。")
            return ()
        taken: list[ValueT] = []
        for position, each in enumerate(value, start=1):
            if type(each) is not kind:
                self.problem(f"{key}[{position}]", f"應為{_KINDS[kind]}。")
            elif each in taken:
                self.problem(f"{key}[{position}]", f"「{each}」重複。")
            else:
                taken.append(each)
        return tuple(taken)

    def ignore(self, *keys: str) -> None:
        """Leave keys unread without calling them unknown, because what they depend on is wrong."""
        self._unread.difference_update(keys)

    def close(self) -> None:
        """Note every key that nobody asked for; call once when the table has been read."""
        for key in self._values:
            if key in self._unread:
                self.problem(key, NOT_ASKED_FOR)
