"""How a program is ended in the middle of its work.

Rule: the process gets no chance to tidy up.
"""

import subprocess


def kill_after(process: subprocess.Popen[str], seconds: float) -> None:
    """Kill the process at that moment, unless it has ended."""
    with process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
