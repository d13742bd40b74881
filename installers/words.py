"""The sentences the set-up says, in zh-TW for who opens the program and in English for who works on it.

The rule: a sentence stands here once, whole; nothing else prints one.
"""

import sys
from dataclasses import dataclass


class Refusal(Exception):  # noqa: N818 - what happened, not what broke
    """The set-up cannot go on; its text is the one sentence to show."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said during set-up, for one kind of reader; ``{}`` stands for a name or a command."""

    making_environment: str
    installing: str
    ready: str
    installing_system: str
    system_needed: str
    system_failed: str
    venv_needed: str
    install_failed: str


CONSULTANT = Words(
    making_environment="正在建立執行環境……",
    installing="正在安裝所需元件，第一次約需一分鐘……",
    ready="準備完成。",
    installing_system="正在安裝系統套件：{}",
    system_needed="缺少系統套件，請以系統管理員身分執行：{}",
    system_failed="系統套件未能安裝，請確認網路連線後執行：{}",
    venv_needed="這台電腦的 Python 無法建立執行環境，請先安裝 {} 後再執行一次。",
    install_failed="所需元件未能安裝，請確認網路連線後再執行一次。",
)

CONTRIBUTOR = Words(
    making_environment="Making the virtual environment ...",
    installing="Installing the locked dependencies; the first time takes about a minute ...",
    ready="Ready.",
    installing_system="Installing system packages: {}",
    system_needed="System packages are missing; as an administrator, run: {}",
    system_failed="The system packages could not be installed; check the network and run: {}",
    venv_needed="This Python cannot make a virtual environment; install {} and run this again.",
    install_failed="The dependencies could not be installed; check the network and run this again.",
)


def say(sentence: str) -> None:
    """Print a sentence at once, so that it stands before the output of what is started next."""
    print(sentence, flush=True)


def prepare_terminal() -> None:
    """Let a terminal that cannot show Chinese show question marks instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
