"""Every command on a real casebook: what it changes, what its JSON holds, what a person reads."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from tests.architecture.sources import CHECKOUT
from tests.cli.backbone import Backbone, strings
from tests.cli.conftest import FIRM

READING = [
    ("imports", "list"),
    ("cases", "list"),
    ("case", "show", FIRM),
    ("facts", "show", FIRM),
    ("match", FIRM, "--dry-run"),
    ("match", FIRM, "--dry-run", "--measure", "33"),
    ("ask", FIRM),
    ("what-if", FIRM, "employees=230"),
    ("money", "--measure", "12", "--cost", "400萬"),
    ("catalogue", "list"),
    ("catalogue", "list", "--aspect", "智財"),
    ("catalogue", "show", "33"),
    ("catalogue", "search", "專利"),
    ("catalogue", "lint"),
    ("catalogue", "editions"),
    ("search", "測試"),
    ("backup", "list"),
    ("backup", "verify"),
    ("check", "--deep"),
]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_reading_command_answers_a_person_and_a_script_and_changes_nothing(
    backbone: Backbone, words: tuple[str, ...]
) -> None:
    before = (backbone.folder / "casebook.db").read_bytes()
    answer = backbone(*words)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.strip()
    assert isinstance(backbone.json(*words), dict)
    assert (backbone.folder / "casebook.db").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ("專責顧問", "", "")),
        (("--consultant", " "), ("專責顧問", "", "")),
        (
            ("--consultant", "測試顧問", "--office", "測試單位", "--phone", "(02)2345-6789"),
            ("測試顧問", "測試單位", "(02)2345-6789"),
        ),
    ],
)
def test_a_consultant_may_be_named_at_the_start(
    nothing: Backbone, words: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    made = nothing.json("init", *words)
    assert made["path"] == str(nothing.folder / "casebook.db")
    with bootstrap.open_session(nothing.folder, read_only=True) as session:
        kept = session.services.maintenance.consultant()
    assert (kept.name, kept.office, kept.phone) == expected


def test_json_is_accepted_before_the_command_and_not_after_two_dashes(backbone: Backbone) -> None:
    assert json.loads(backbone("--json", "cases", "list").out) == backbone.json("cases", "list")
    assert "error" not in backbone.json("search", "測試", "--limit", "1")
    assert not backbone("search", "--", "--json").out.startswith("{")


def test_a_case_is_found_by_number_by_name_and_by_id(backbone: Backbone) -> None:
    case = backbone.json("case", "show", FIRM)
    assert case["name"] == "測試甲股份有限公司"
    for reference in (case["id"], "測試甲", " 測試甲股份有限公司 "):
        assert backbone.json("case", "show", reference)["id"] == case["id"]
    refusal = backbone.refused(1, "case", "show", "12345675")
    assert refusal["title"] == "「12345675」指的企業不只一家"
    sites = {each["id"]: each["site"] for each in backbone.json("cases", "list")["cases"]}
    named = [each for each in sites if each in refusal["detail"]]
    assert sorted(sites[each] for each in named) == ["一廠", "二廠"]
    assert backbone.json("case", "show", named[0])["enterprise"]["site"] == sites[named[0]]
    assert backbone.refused(1, "case", "show", " ")["title"] == "找不到企業「 」"


def test_cases_can_be_searched_filtered_and_limited(backbone: Backbone) -> None:
    assert len(backbone.json("cases", "list")["cases"]) == 3
    limited = backbone.json("cases", "list", "--limit", "2")
    assert (len(limited["cases"]), limited["more"]) == (2, True)
    assert [each["ubn"] for each in backbone.json("cases", "list", "--stage", "需求")["cases"]] == [FIRM]
    assert [each["ubn"] for each in backbone.json("cases", "list", "--search", "測試甲")["cases"]] == [FIRM]
    assert backbone.json("cases", "list", "--search", "沒有這家")["cases"] == []


def test_facts_are_set_in_the_words_of_an_office_and_come_back_typed(backbone: Backbone) -> None:
    backbone.json(
        *("facts", "set", FIRM, "實收資本額=4,800萬元", "is_manufacturer=no", "founded_on=084/01/02"),
        *("employees=unknown", "export_ratio=7.5%", "core_industries=無"),
    )
    facts = {each["key"]: each for each in backbone.json("facts", "show", FIRM)["facts"]}
    assert facts["paid_in_capital"]["value"] == 48_000_000
    assert facts["is_manufacturer"]["value"] == "no"
    assert facts["founded_on"]["value"] == "1995-01-02"
    assert facts["employees"]["value"] == "unknown"
    assert facts["export_ratio"]["value"] == 7.5
    assert facts["core_industries"]["value"] == []
    said = {key: facts["paid_in_capital"][key] for key in ("origin", "as_of", "state")}
    assert said == {"origin": "hand", "as_of": "2016-03-10", "state": "confirmed"}
    assert facts["net_worth_positive"]["origin"] is None


@pytest.mark.parametrize("command", [("facts", "set"), ("what-if",)])
def test_the_examples_of_the_help_are_accepted_as_they_are_shown(
    backbone: Backbone, command: tuple[str, ...]
) -> None:
    shown = backbone(*command, "--help").out.splitlines()
    examples = [word for line in shown if line.strip().startswith('"') for word in shlex.split(line)]
    assert [each.partition("=")[0] for each in examples] == ["certificates", "past_guidance"]

    told = {each["key"]: each for each in backbone.json("facts", "set", FIRM, *examples)["facts"]}

    (certificate,) = told["certificates"]["value"]
    assert (certificate["kind"], certificate["number"]) == ("potential", "示範第1號")
    assert (certificate["valid_to"], certificate["guidance_from"]) == ("2017-12-31", "2015-01-01")
    (guidance,) = told["past_guidance"]["value"]
    assert (guidance["programme"], guidance["agency"]) == ("示範計畫", "工業局")
    assert (guidance["began_on"], guidance["ended_on"]) == ("2014-01-01", "2014-12-31")


def test_what_was_assumed_of_a_value_is_remarked(backbone: Backbone) -> None:
    answer = backbone("facts", "set", FIRM, "founded_on=84/01/02", "--json")
    assert answer.document["facts"][0]["value"] == "1995-01-02"
    assert "請確認" in answer.err


def test_one_wrong_fact_keeps_all_of_them_out(backbone: Backbone) -> None:
    before = backbone.json("facts", "show", FIRM)
    assert backbone.refused(1, "facts", "set", FIRM, "net_worth_positive=yes", "nothing=1")
    assert backbone.refused(1, "facts", "set", FIRM, "net_worth_positive=yes", "employees=many")
    assert backbone.json("facts", "show", FIRM) == before


@pytest.mark.parametrize(
    ("words", "state", "value"),
    [
        ((), "confirmed", 186),
        (("--value", "190 人"), "corrected", 190),
        (("--value", "unknown"), "corrected", "unknown"),
        (("--refused",), "refused", "refused"),
    ],
)
def test_an_answer_is_confirmed_corrected_or_refused(
    backbone: Backbone, words: tuple[str, ...], state: str, value: object
) -> None:
    said = backbone.json(
        "answers", "confirm", FIRM, "員工人數", *words, "--with", "窗口", "--channel", "電話"
    )
    answer = said["answer"]
    assert (answer["question"], answer["given"], answer["state"], answer["value"]) == (
        "employees", 186, state, value,
    )  # fmt: skip
    assert (answer["asked"], answer["channel"], answer["confirmed_on"]) == ("窗口", "phone", "2016-03-10")
    fact = next(each for each in backbone.json("facts", "show", FIRM)["facts"] if each["key"] == "employees")
    assert (fact["value"], fact["state"]) == (value, state)


def test_an_unknown_question_and_one_not_answered_are_refused(backbone: Backbone) -> None:
    assert backbone.refused(1, "answers", "confirm", FIRM, "nothing", "--value", "1")["title"].startswith(
        "問卷沒有"
    )
    assert backbone.refused(1, "answers", "confirm", FIRM, "patents")


def test_the_log_takes_visits_contacts_applications_and_decisions(backbone: Backbone) -> None:
    visit = backbone.json(
        *("visit", "add", FIRM, "--on", "105/03/08", "--place", "一廠", "--visitor", "甲", "--visitor", "乙"),
        *("--expert", "丙（熱處理・測試大學）", "--summary", "看了產線"),
    )["visit"]
    assert (visit["on"], visit["visitors"], visit["experts"]) == (
        "2016-03-08", ["甲", "乙"], ["丙（熱處理・測試大學）"],
    )  # fmt: skip
    missed = backbone.json("visit", "add", FIRM, "--on", "105/03/09", "--not-visited", "颱風")["visit"]
    assert missed["not_visited"] == "颱風"
    entry = backbone.json(
        *("followup", "add", FIRM, "--on", "2016-03-10", "--channel", "電話", "--with", "窗口"),
        *("--text", "=1+1", "--next", "105/03/20", "--next-step", "寄資料"),
    )["follow_up"]
    assert (entry["channel"], entry["text"], entry["next_on"]) == ("phone", "=1+1", "2016-03-20")
    application = backbone.json("application", "add", FIRM, "--measure", "33", "--item", "2")["application"]
    moved = backbone.json("application", "advance", application["id"], "--to", "送件", "--amount", "200萬元")
    assert moved["application"]["status"] == "submitted"
    assert moved["application"]["history"][-1]["amount_ntd"] == 2_000_000
    backbone.refused(1, "application", "advance", application["id"], "--to", "closed")
    decided = backbone.json("decide", FIRM, "--measure", "5", "set-aside", "--reason", "時程不合")["decision"]
    assert (decided["measure"], decided["decision"]) == (5, "set_aside")
    backbone.refused(1, "decide", FIRM, "--measure", "5", "set-aside")
    backbone.refused(1, "decide", FIRM, "--measure", "43", "hold")

    case = backbone.json("case", "show", FIRM)
    counted = {key: len(case[key]) for key in ("visits", "follow_ups", "applications", "decisions")}
    assert counted == {"visits": 2, "follow_ups": 1, "applications": 1, "decisions": 1}
    assert case["stage"] == "application"
    text = backbone("case", "show", FIRM).out
    assert all(word in text for word in ("看了產線", "未到訪：颱風", "=1+1", "不建議", application["id"]))
    assert backbone.json("search", "產線")["hits"][0]["record"] == visit["id"]


def test_the_list_of_measures_tells_of_the_item_still_open_not_of_the_first_one(backbone: Backbone) -> None:
    listed = backbone("match", FIRM, "--dry-run").out.splitlines()
    (line,) = (each for each in listed if "提高研發類科專計畫協助" in each)
    assert line.endswith("受理中")


def test_match_gives_every_measure_with_its_reasons_and_stores_it(backbone: Backbone) -> None:
    document = backbone.json("match", FIRM)
    measures = document["measures"]
    assert sorted(each["number"] for each in measures) == list(range(1, 43))
    assert [each["rank"] for each in measures] == list(range(1, 43))
    expected = {"number", "name", "verdict", "items", "preferences", "missing_facts", "rank", "reasons"}
    assert all(expected <= set(each) for each in measures)
    assert {each["verdict"] for each in measures} <= {"eligible", "not_eligible", "undetermined"}
    items = [item for each in measures for item in each["items"]]
    assert all({"kind", "verdict", "findings", "window"} <= set(item) for item in items)
    assert all(set(item["window"]) >= {"kind", "state", "opens", "closes", "days_left"} for item in items)
    findings = [finding for item in items for finding in item["findings"]]
    shape = {"criterion", "outcome", "fact", "value", "threshold", "citation", "sentence"}
    assert findings
    assert all(shape <= set(each) and each["sentence"] and each["citation"] for each in findings)
    assert sum(document["counts"].values()) == 42
    assert backbone.json("case", "show", FIRM)["assessment"]["id"] == document["id"]
    one = backbone.json("match", FIRM, "--dry-run", "--measure", "33")
    assert (one["id"], [each["number"] for each in one["measures"]]) == (None, [33])
    every = backbone.json("match", "--all")
    assert (every["assessed"], len(every["cases"])) == (3, 3)
    assert all(len(each["measures"]) == 42 and each["id"] for each in every["cases"])


def test_ask_ranks_facts_that_are_not_known(backbone: Backbone) -> None:
    facts = backbone.json("ask", FIRM)["facts"]
    decides = [each["decides"] for each in facts]
    assert facts
    assert decides == sorted(decides, reverse=True)
    known = {
        each["key"] for each in backbone.json("facts", "show", FIRM)["facts"] if each["value"] != "unknown"
    }
    assert known.isdisjoint(each["fact"] for each in facts)


def test_the_catalogue_gives_everything_of_a_measure(backbone: Backbone) -> None:
    assert [each["number"] for each in backbone.json("catalogue", "list")["measures"]] == list(range(1, 43))
    measure = backbone.json("catalogue", "show", "33")
    assert {"items", "contacts", "preferences", "websites", "notes", "summary"} <= set(measure)
    assert measure["items"][0]["conditions"][0]["node"]["fact"] == "is_manufacturer"
    assert backbone.json("catalogue", "editions")["editions"][0]["id"] == measure["edition"]
    assert backbone.refused(1, "catalogue", "show", "43")["title"] == "沒有第 43 項措施"


def test_the_history_of_a_fact_tells_every_value_and_why_one_counts(backbone: Backbone) -> None:
    backbone.json("facts", "set", FIRM, "export_ratio=7.5%")
    backbone.json("facts", "set", FIRM, "export_ratio=8%")

    told = backbone.json("facts", "show", FIRM, "--history", "外銷比率")

    assert (told["key"], [each["value"] for each in told["history"]]) == ("export_ratio", [8, 7.5])
    assert [each["place"] for each in told["history"]] == ["counts", "earlier"]
    assert {each["by"] for each in told["history"]} != {""}
    assert told["because"] in backbone("facts", "show", FIRM, "--history", "export_ratio").out
    waiting = backbone.json("facts", "show", FIRM, "--history", "contracted_power_kw")
    assert (waiting["history"], [each["number"] for each in waiting["measures"]]) == ([], [33])
    assert backbone.refused(1, "facts", "show", FIRM, "--history", "nothing")


def test_the_demonstration_speaks_for_its_day_and_matches(nothing: Backbone) -> None:
    made = nothing.json("demo")
    assert made["cases"] == len(nothing.json("cases", "list")["cases"]) > 0
    assert made["schema_version"] > 0
    assert nothing.json("check")["sound"]


def test_help_is_zh_tw_for_every_command(nothing: Backbone) -> None:
    english = ("Usage", "Options", "Commands", "Arguments", "Show this", "required", "default")
    for words in ((), ("cases",), ("cases", "list"), ("responses", "import"), ("decide",), ("match",)):
        page = nothing(*words, "--help")
        assert (page.code, page.out.startswith("用法：backbone"), page.err) == (0, True, "")
        assert not [word for word in english if word in page.out]
    assert nothing("--version").out.startswith("backbone ")


def test_no_internal_word_reaches_a_person(backbone: Backbone) -> None:
    for words in READING:
        assert "None" not in backbone(*words).out
        assert not [text for text in strings(backbone.json(*words)) if "<" in text and " object at " in text]


def test_the_command_line_never_imports_qt(backbone: Backbone, tmp_path: Path) -> None:
    code = (
        "import sys; from backbone_desktop.cli import main; "
        "early = [m for m in ('sqlalchemy', 'openpyxl', 'rich') if m in sys.modules]; "
        "code = main(sys.argv[1:]); "
        "late = [m for m in ('PySide6', 'shiboken6') if m in sys.modules]; "
        "sys.exit(str(early + late) if early + late else code)"
    )
    words = ["export", "case", FIRM, "--out", str(tmp_path / "x.xlsx"), "--json"]
    command = [sys.executable, "-c", code, "--data-dir", str(backbone.folder), *words]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"] > 0


def test_a_console_of_another_code_page_still_gets_utf_8(backbone: Backbone) -> None:
    code = "import sys; from backbone_desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "--data-dir", str(backbone.folder), "cases", "list"]
    done = subprocess.run(
        command, capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    assert done.returncode == 0
    assert "測試甲股份有限公司" in done.stdout.decode("utf-8")
