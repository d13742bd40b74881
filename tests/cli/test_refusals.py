"""Every refusal is a sentence and an exit code: wrong usage, a casebook that cannot be opened, a defect."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.cli import program
from backbone_desktop.cli.help_page import CliGroup
from backbone_desktop.cli.output import Output
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.assessment import AssessmentService
from tests.cli.backbone import Backbone
from tests.cli.conftest import FIRM

COMMAND_LINES = [
    ("roster", "import", "x.csv"),
    ("form", "write", "--enterprise", FIRM, "--out", "x.xlsx"),
    ("form", "sent", FIRM),
    ("form", "list"),
    ("responses", "import", "x.csv"),
    ("imports", "list"),
    ("imports", "undo", "1"),
    ("imports", "redo", "1"),
    ("cases", "list"),
    ("case", "show", FIRM),
    ("facts", "set", FIRM, "employees=1"),
    ("facts", "show", FIRM),
    ("answers", "confirm", FIRM, "employees"),
    ("visit", "add", FIRM, "--on", "105/03/10"),
    ("followup", "add", FIRM, "--on", "105/03/10", "--channel", "phone", "--text", "x"),
    ("application", "add", FIRM, "--measure", "33"),
    ("application", "advance", "x", "--to", "submitted"),
    ("decide", FIRM, "--measure", "33", "propose", "--reason", "x"),
    ("match", FIRM),
    ("match", FIRM, "--dry-run"),
    ("match", "--all"),
    ("ask", FIRM),
    ("what-if", FIRM, "employees=1"),
    ("money", "--measure", "12", "--cost", "400萬"),
    ("outlook", FIRM),
    ("outlook", FIRM, "--record", "x"),
    ("screening", FIRM),
    ("board", "--within", "14"),
    ("plan", "--measure", "12"),
    ("catalogue", "list"),
    ("catalogue", "show", "33"),
    ("catalogue", "search", "x"),
    ("catalogue", "lint"),
    ("catalogue", "export", "x.xlsx"),
    ("catalogue", "import", "x.xlsx"),
    ("catalogue", "diff", "105", "105"),
    ("catalogue", "editions"),
    ("export", "case", FIRM, "--out", "x.xlsx"),
    ("export", "monthly", "--month", "105-03", "--out", "x.xlsx"),
    ("search", "測試"),
    ("backup", "create"),
    ("backup", "list"),
    ("check",),
]
CREATING = {("init",), ("demo",), ("backup", "verify"), ("backup", "restore")}
WRONG_USAGE = [
    ((), "沒有指定指令"),
    (("nothing-of-the-kind",), "沒有「nothing-of-the-kind」這個指令"),
    (("cases",), "沒有指定指令"),
    (("cases", "lst"), "沒有「lst」這個指令"),
    (("cases", "list", "--colour"), "沒有「--colour」這個選項"),
    (("cases", "list", "--limit"), "選項「--limit」的寫法不對"),
    (("cases", "list", "--limit", "many"), "「--limit」的內容無法辨識"),
    (("cases", "list", "--stage", "elsewhere"), "--stage：沒有這個選擇"),
    (("cases", "list", "more"), "多了無法辨識的內容"),
    (("case", "show"), "缺少「ID」"),
    (("export", "monthly", "--out", "x.xlsx"), "缺少「--month」"),
    (("export", "monthly", "--month", "105-13", "--out", "x.xlsx"), "--month：沒有這個月份"),
    (("export", "case", FIRM, "--out", "x.pdf"), "--out：檔名須以 .xlsx 結尾"),
    (("--as-of", "someday", "cases", "list"), "--as-of：日期無法辨識"),
    (("--as-of", "84/01/01", "cases", "list"), "--as-of：日期無法確定"),
    (("facts", "set", FIRM, "employees"), "「employees」不是 KEY=VALUE"),
    (
        ("answers", "confirm", FIRM, "employees", "--value", "1", "--refused"),
        "--value 與 --refused 不能同時使用",
    ),
    (("match",), "請指定一家企業或 --all"),
    (("match", FIRM, "--all"), "請指定一家企業或 --all"),
    (("match", "--all", "--measure", "33"), "--all 不能與 --measure 或 --dry-run 同時使用"),
    (("match", FIRM, "--measure", "0"), "--measure：不是編號"),
    (("what-if", FIRM), "缺少「KEY=VALUE」"),
    (("money", "--measure", "12"), "缺少「--cost」"),
    (("money", "--measure", "12", "--cost", "-1"), "--cost：金額不能是負數"),
    (("money", "--measure", "12", "--cost", "100美元"), "--cost：金額無法辨識"),
    (("money", "--measure", "4", "--cost", "1萬", "--persons", "1.5"), "--persons：不是人數"),
    (("money", "--measure", "4", "--cost", "1萬", "--years", "0"), "--years：不是年數"),
    (("money", "--measure", "12", "--cost", "1萬", "--holder", "maybe"), "--holder：沒有這個選擇"),
    (("board",), "缺少「--within」"),
    (("board", "--within", "a week"), "--within：不是天數"),
    (("plan", "--item", "1"), "缺少「--measure」"),
    (("plan", "--measure", "12", "--closes", "someday"), "--closes：日期無法辨識"),
    (("outlook",), "缺少「ID」"),
    (("outlook", FIRM, "--complete"), "--complete 須與 --record 一起使用"),
    (("screening",), "缺少「ID」"),
    (("form", "list", "--state", "lost"), "--state：沒有這個選擇"),
    (("imports", "undo"), "缺少「BATCH」"),
    (("decide", FIRM, "--measure", "33", "maybe"), "DECISION：沒有這個選擇"),
    (("application", "advance", "x", "--to", "submitted", "--amount", "-5"), "--amount：金額"),
]


def paths_of(group: CliGroup, above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the words that lead to every command."""
    found: set[tuple[str, ...]] = set()
    for name, command in group.commands.items():
        here = (*above, name)
        found |= paths_of(command, here) if isinstance(command, CliGroup) else {here}
    return found


def test_the_tests_know_every_command() -> None:
    import typer

    tree = typer.main.get_command(program.build_program(Output()))
    assert isinstance(tree, CliGroup)
    tested = {path for path in paths_of(tree) for words in COMMAND_LINES if words[: len(path)] == path}
    assert tested | CREATING == paths_of(tree)


@pytest.mark.parametrize("words", COMMAND_LINES, ids=" ".join)
def test_without_a_casebook_every_command_says_so_and_makes_none(
    nothing: Backbone, words: tuple[str, ...]
) -> None:
    assert nothing.refused(3, *words)["title"] == "找不到個案簿"
    answer = nothing(*words)
    assert (answer.code, answer.out) == (3, "")
    assert "找不到個案簿" in answer.err
    assert not nothing.folder.exists()


@pytest.mark.parametrize(("words", "title"), WRONG_USAGE)
def test_wrong_usage_is_one_line_and_opens_nothing(
    nothing: Backbone, words: tuple[str, ...], title: str
) -> None:
    answer = nothing(*words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith(title)
    assert nothing.refused(2, *words)["title"].startswith(title)
    assert not nothing.folder.exists()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("form", "sent", "無此企業"), "找不到企業「無此企業」"),
        (("imports", "undo", "99"), "找不到匯入批次「99」"),
        (("imports", "redo", "99"), "找不到匯入批次「99」"),
        (("match", FIRM, "--measure", "43"), "沒有第 43 項措施"),
        (("ask", "無此企業"), "找不到企業「無此企業」"),
        (("what-if", FIRM, "backbone_holder=potential"), "沒有「backbone_holder」這項基本資料"),
        (("what-if", FIRM, "employees=-1"), "「員工人數」不能是負數"),
        (("money", "--measure", "43", "--cost", "1萬"), "沒有第 43 項措施"),
        (("money", "--measure", "11", "--item", "9", "--cost", "1萬"), "第 11 項沒有編號 9 的服務項目"),
        (("money", "--measure", "11", "--cost", "0"), "計畫總經費不能是 0"),
        (("outlook", FIRM, "--record", "x"), "沒有可以補入的輔導紀錄"),
        (("screening", "無此企業"), "找不到企業「無此企業」"),
        (("board", "--within", "367"), "天數超出範圍"),
        (("plan", "--measure", "12", "--item", "9"), "沒有第 12 項措施的服務項目 9"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    backbone: Backbone, words: tuple[str, ...], title: str
) -> None:
    before = backbone.json("case", "show", FIRM)
    refusal = backbone.refused(1, *words)
    assert refusal["title"] == title
    assert refusal["remedy"]
    assert backbone.json("case", "show", FIRM) == before


def test_a_writing_command_names_who_holds_the_casebook_and_a_reading_one_goes_on(backbone: Backbone) -> None:
    with bootstrap.open_session(backbone.folder):
        refusal = backbone.refused(3, "facts", "set", FIRM, "employees=1")
        assert backbone.json("cases", "list")["cases"]
        assert backbone.json("match", FIRM, "--dry-run")["id"] is None
        assert backbone.refused(3, "backup", "restore", newest(backbone))["title"] == refusal["title"]
    assert f"編號 {os.getpid()}" in refusal["detail"]
    assert backbone.json("facts", "set", FIRM, "employees=1")


def test_a_newer_casebook_is_left_alone(backbone: Backbone) -> None:
    from sqlcipher3 import dbapi2

    path = backbone.folder / "casebook.db"
    connection = dbapi2.connect(str(path))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    for words in (("cases", "list"), ("facts", "set", FIRM, "employees=1")):
        assert backbone.refused(3, *words)["title"] == "個案簿的版本比程式新"
    assert path.read_bytes() == before


def test_what_is_not_a_casebook_is_left_alone(nothing: Backbone) -> None:
    nothing.folder.mkdir()
    path = nothing.folder / "casebook.db"
    path.write_bytes(b"a letter to somebody" * 100)
    assert nothing.refused(3, "cases", "list")["title"] == "這個檔案不是個案簿"
    assert path.read_bytes() == b"a letter to somebody" * 100


def test_a_casebook_that_is_there_is_not_created_again(backbone: Backbone) -> None:
    for words in (("init",), ("demo",)):
        assert backbone.refused(1, *words)["title"] == "這個資料夾已有個案簿"
    assert len(backbone.json("cases", "list")["cases"]) == 3


@pytest.mark.logs_errors
def test_a_defect_is_told_in_a_sentence_and_logged_without_case_data(
    backbone: Backbone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def defective(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("測試甲股份有限公司")

    monkeypatch.setattr(bootstrap, "open_session", defective)
    assert backbone.refused(1, "cases", "list")["title"] == "程式發生未預期的錯誤"
    log = (tmp_path / "default casebook" / "logs" / "backbone.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "測試甲" not in log


def test_ctrl_c_ends_with_130_and_says_that_nothing_was_kept(
    backbone: Backbone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "open_session", interrupted)
    assert backbone.refused(130, "cases", "list")["title"] == "已中斷"


def test_ctrl_c_between_two_assessments_says_that_the_finished_ones_are_kept(
    empty: Backbone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("統一編號,企業名稱\n04595257,測試甲\n,測試乙\n,測試丙\n", encoding="utf-8")
    empty.json("roster", "import", roster)
    judge = AssessmentService.assess
    judged: list[CaseId] = []

    def stopped_at_the_second(service: AssessmentService, case: CaseId) -> object:
        if judged:
            raise KeyboardInterrupt
        judged.append(case)
        return judge(service, case)

    monkeypatch.setattr(AssessmentService, "assess", stopped_at_the_second)
    refusal = empty.refused(130, "match", "--all")
    assert refusal["title"] == "已中斷"
    assert "已完成的評估已保留" in refusal["detail"]
    with bootstrap.open_session(empty.folder, read_only=True) as session:
        assert session.services.casework.open(judged[0]).assessment is not None


@pytest.mark.parametrize(
    ("words", "detail"),
    [
        (("cases", "list", "--limit", "-1"), "須為 0 以上的整數。"),
        (("search", "測試", "--limit", "0"), "須為 1 以上的整數。"),
        (("cases", "list", "--limit", "很多"), "須為整數。"),
    ],
)
def test_a_number_below_the_least_is_told_the_least(
    empty: Backbone, words: tuple[str, ...], detail: str
) -> None:
    assert empty.refused(2, *words)["detail"] == detail


# Tracing holds a lock of its own that an interruption may leave taken.
@pytest.mark.slow("starts a process and interrupts it")
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_during_an_import_leaves_the_casebook_as_it_was(empty: Backbone, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    rows = [f"{number:08d},測試{number}股份有限公司" for number in range(1, 20_001)]
    roster.write_text("\n".join(["統一編號,企業名稱", *rows]), encoding="utf-8")
    command = [sys.executable, "-c", INTERRUPTED, str(empty.folder), str(roster)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "keeping\n"
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, "Traceback" in out + err) == (130, False), err
    assert empty.json("cases", "list")["cases"] == []
    assert empty.json("check")["sound"]


# Says when rows are being kept, so that the signal arrives in the middle of the transaction.
INTERRUPTED = """
import signal
import sys

# A test run started in the background hands on an ignored Ctrl+C.
signal.signal(signal.SIGINT, signal.default_int_handler)

from backbone_desktop.services.roster_rows import RosterRows
from backbone_desktop.cli import main

keep = RosterRows.keep
kept = 0
def watched(self, row):
    global kept
    kept += 1
    if kept == 50:
        print("keeping", flush=True)
    return keep(self, row)
RosterRows.keep = watched
sys.exit(main(["--data-dir", sys.argv[1], "roster", "import", sys.argv[2]]))
"""


def test_a_closed_pipe_ends_quietly(backbone: Backbone) -> None:
    script = "import sys; from backbone_desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    words = [
        sys.executable,
        "-c",
        script,
        "--data-dir",
        str(backbone.folder),
        "catalogue",
        "show",
        "33",
        "--json",
    ]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def newest(backbone: Backbone) -> str:
    path: str = backbone.json("backup", "list")["backups"][0]["path"]
    return path
