"""The machine as the set-up sees it: commands it can start, and whether it has a screen.

The rule: every process the set-up starts goes through ``Machine``; a test puts a recording one in its place.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class Machine:
    """This computer."""

    @property
    def platform(self) -> str:
        """Return ``linux``, ``win32`` or ``darwin``."""
        return sys.platform

    @property
    def has_display(self) -> bool:
        """Return whether a window can be shown; elsewhere than on Linux one always can."""
        if self.platform != "linux":
            return True
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

    @property
    def is_root(self) -> bool:
        """Return whether packages can be installed without asking for a password."""
        return self.platform != "win32" and os.geteuid() == 0

    def has(self, program: str) -> bool:
        """Return whether ``program`` is found on the search path."""
        return shutil.which(program) is not None

    def run(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path | None = None,
        extra: Mapping[str, str] | None = None,
        quiet: bool = False,
    ) -> int:
        """Run ``command`` with its output shown and return its exit code.

        Args:
            command: Program and arguments.
            cwd: Where it runs; here if absent.
            extra: Environment variables on top of the present ones.
            quiet: Leave out what it writes to standard output; errors are shown all the same.
        """
        sys.stdout.flush()
        environment = {**os.environ, **(extra or {})}
        output = subprocess.DEVNULL if quiet else None
        words = [str(part) for part in command]
        return subprocess.run(words, cwd=cwd, env=environment, stdout=output, check=False).returncode

    def read(self, command: Sequence[str | Path], *, cwd: Path | None = None) -> tuple[int, str]:
        """Run ``command`` and return its exit code and what it wrote to standard output, as UTF-8."""
        done = subprocess.run(
            [str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout
