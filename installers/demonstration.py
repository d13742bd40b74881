"""The demonstration without a screen: the whole thread through the command line, ending in workbooks.

The rule: it uses the program as a consultant's script would, through ``backbone`` and its JSON alone.
"""

import json
import tempfile
from pathlib import Path

from installers.environment import Environment
from installers.machine import Machine
from installers.words import Refusal, say

AS_OF = "105/03/10"
MONTH = "105-03"


def demonstrate(environment: Environment, machine: Machine) -> None:
    """Make the demonstration casebook in a new folder, match every case, and export both workbooks.

    Raises:
        Refusal: A step failed; the step's own message has been shown.
    """
    folder = Path(tempfile.mkdtemp(prefix="backbone-demo-"))
    backbone = [
        str(environment.program("backbone")),
        "--data-dir",
        str(folder / "casebook"),
        "--as-of",
        AS_OF,
    ]
    summary, sheet = folder / "個案摘要.xlsx", folder / f"追蹤月報-{MONTH}.xlsx"

    say("沒有可用的螢幕，改以指令列執行示範流程。")
    _step(machine, backbone, ["demo"])
    _step(machine, backbone, ["match", "--all"])
    case = _first_case(machine, backbone)
    _step(machine, backbone, ["export", "case", case, "--out", str(summary)])
    _step(machine, backbone, ["export", "monthly", "--month", MONTH, "--out", str(sheet)])
    say(f"示範完成，活頁簿在：\n  {summary}\n  {sheet}")


def _step(machine: Machine, backbone: list[str], command: list[str]) -> None:
    if machine.run([*backbone, *command]) != 0:
        raise Refusal(f"示範流程在「backbone {' '.join(command)}」停止，原因如上。")


def _first_case(machine: Machine, backbone: list[str]) -> str:
    command = ["cases", "list", "--limit", "1"]
    code, text = machine.read([*backbone, "--json", *command])
    try:
        cases = json.loads(text)["cases"] if code == 0 else []
    except (ValueError, KeyError, TypeError):
        cases = []
    if not cases:
        raise Refusal(f"示範流程在「backbone {' '.join(command)}」停止：沒有讀到個案。")
    return str(cases[0]["id"])
