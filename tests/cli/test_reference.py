"""What the catalogue shows beside the print: names of today and links that are our inference."""

from backbone_desktop.domain.reference import INFERRED
from tests.cli.backbone import Backbone

BEFORE, AFTER = "112/09/25", "112/09/26"


def shown(backbone: Backbone, *words: str) -> str:
    answer = backbone(*words)
    assert answer.code == 0, answer
    return answer.out


def test_todays_name_of_an_agency_stands_beside_the_printed_one(backbone: Backbone) -> None:
    assert "主辦機關　經濟部工業局　" in shown(backbone, "--as-of", BEFORE, "catalogue", "show", "12")
    after = shown(backbone, "--as-of", AFTER, "catalogue", "show", "12")
    assert "主辦機關　經濟部工業局（112/09/26 起為經濟部產業發展署）　" in after


def test_a_program_is_told_which_agencies_changed(backbone: Backbone) -> None:
    assert backbone.json("--as-of", BEFORE, "catalogue", "show", "12")["agencies"] == []
    (agency,) = backbone.json("--as-of", AFTER, "catalogue", "show", "12")["agencies"]
    assert (agency["printed"], agency["now"]) == ("經濟部工業局", "經濟部產業發展署")
    assert (agency["since"], agency["since_proven"]) == ("2023-09-26", True)


def test_guidance_systems_are_shown_by_name_as_our_inference(backbone: Backbone) -> None:
    text = shown(backbone, "catalogue", "show", "34")
    assert f"輔導體系：工業安全（{INFERRED}：" in text
    links = backbone.json("catalogue", "show", "34")["links"]
    assert [(each["kind"], each["of"], each["number"], each["name"]) for each in links] == [
        ("guidance_system", "105-34-1", 6, "工業安全"),
        ("guidance_system", "105-34-2", 6, "工業安全"),
    ]
    assert all(each["note"] == INFERRED and each["basis"] for each in links)


def test_nothing_is_inferred_where_nothing_is_linked(backbone: Backbone) -> None:
    assert INFERRED not in shown(backbone, "catalogue", "show", "9")
    assert backbone.json("catalogue", "show", "9")["links"] == []


def test_the_reference_data_stands_beside_the_editions(backbone: Backbone) -> None:
    text = shown(backbone, "catalogue", "editions")
    for told in (
        "3 年內超過 150 家",
        "後來的中文公告作「以下」，包含恰為此數",
        "財務融通　網頁第 1 項（與另一缺漏項無從分辨）",
        "11.（次序未確認） 創業育成",
        "臺灣精準健康產業",
        "亞洲‧矽谷",
    ):
        assert told in text
    reference = backbone.json("catalogue", "editions")["reference"]
    assert len(reference["guidance"]["systems"]) == 11
    assert len(reference["industries"]["core"]) == 6
    assert reference["programme"]["approved_on"] == "2012-10-08"
