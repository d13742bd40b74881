"""A machine that starts nothing and remembers what it was asked to start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from installers.machine import Machine


@dataclass
class RecordingMachine(Machine):
    """Answers as told; a made environment and an installed package are there afterwards."""

    system: str = "linux"
    display: bool = True
    root: bool = True
    sudo: bool = False
    apt_works: bool = True
    failing: str = ""
    installed: set[str] = field(default_factory=set)
    provides: dict[str, str] = field(default_factory=dict)
    programs: set[str] = field(default_factory=lambda: {"dpkg-query", "apt-get", "sudo"})
    answers: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    variables: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def platform(self) -> str:
        return self.system

    @property
    def has_display(self) -> bool:
        return self.display

    @property
    def is_root(self) -> bool:
        return self.root

    def has(self, program: str) -> bool:
        return program in self.programs

    def run(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path | None = None,
        extra: Mapping[str, str] | None = None,
        quiet: bool = False,
    ) -> int:
        del cwd, quiet
        words = [str(part) for part in command]
        self.commands.append(" ".join(words))
        self.variables.append(extra or {})
        if "venv" in words:
            self._make_environment(Path(words[-1]))
        if "install" in words and "apt-get" in words:
            if not self.apt_works:
                return 100
            self.installed.update(words)
        return 1 if self.failing and self.failing in self.commands[-1] else 0

    def read(self, command: Sequence[str | Path], *, cwd: Path | None = None) -> tuple[int, str]:
        del cwd
        words = [str(part) for part in command]
        if words[0] == "dpkg-query":
            lines = [f"installed\t{name}\t{self.provides.get(name, '')}" for name in sorted(self.installed)]
            return 0, "\n".join([*lines, "config-files\txauth\t"])
        if words[0] == "sudo":
            return (0 if self.sudo else 1), ""
        self.commands.append(" ".join(words))
        answer = next((text for part, text in self.answers.items() if part in self.commands[-1]), None)
        return (1, "") if answer is None else (0, answer)

    def _make_environment(self, folder: Path) -> None:
        import sys

        (folder / "bin").mkdir(parents=True, exist_ok=True)
        (folder / "bin" / "python").touch()
        version = ".".join(str(part) for part in sys.version_info[:3])
        (folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n", encoding="utf-8")
