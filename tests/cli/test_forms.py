"""The tracker on the command line: every firm's questionnaire, its state and what it waits for."""

from pathlib import Path
from typing import Any

from tests.cli.backbone import Backbone
from tests.cli.conftest import FIRM


def _first_site(backbone: Backbone) -> dict[str, Any]:
    listed: dict[str, Any] = backbone.json("form", "list", "--search", "測試乙")
    return next(each for each in listed["forms"] if each["site"] == "一廠")


def test_forms_are_listed_with_their_state_and_counts(backbone: Backbone, tmp_path: Path) -> None:
    listed = backbone.json("form", "list")
    before = _first_site(backbone)
    backbone("form", "write", "--enterprise", before["case"], "--out", tmp_path / "form.xlsx")
    after = _first_site(backbone)

    assert listed["counts"] == {
        "not_sent": 2,
        "waiting": 0,
        "incomplete": 1,
        "answered": 0,
        "confirmed": 0,
    }
    assert (before["state"], before["times_sent"]) == ("not_sent", 0)
    assert (after["state"], after["times_sent"], after["days_waiting"]) == ("waiting", 1, 0)
    (incomplete,) = backbone.json("form", "list", "--state", "不完整")["forms"]
    assert (incomplete["ubn"], incomplete["missing"][0]) == (FIRM, "同意個人資料告知事項")
    shown = backbone("form", "list", "--state", "waiting").out
    assert "測試乙有限公司 一廠" in shown
    assert "待回覆 1" in shown


def test_a_form_sent_otherwise_is_noted_with_its_day(backbone: Backbone) -> None:
    case = _first_site(backbone)["case"]
    done = backbone.json("form", "sent", case, "--on", "105/03/08")

    form = _first_site(backbone)

    assert done == {"sent": 1, "on": "2016-03-08"}
    assert (form["sent_on"], form["days_waiting"]) == ("2016-03-08", 2)
    assert backbone.refused(1, "form", "sent", case, "--on", "105/03/20")["title"] == "日期還沒到"
