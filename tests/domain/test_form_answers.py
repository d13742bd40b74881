"""Answers add up to facts and needs; silence adds nothing."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.codes import Aspect, Urgency
from backbone_desktop.domain.facts import Certificate, Choice, FactContent, FactType, PastGuidance
from backbone_desktop.domain.form_answers import facts_of, needs_of
from backbone_desktop.domain.questionnaire import Form, Question, QuestionRole

_GUIDANCE_PARTS = ("programme", "agency", "began_on", "ended_on")


def _fact(code: str, fact: str, part: str = "", row: int = 1) -> Question:
    return Question(code, "s", code, code, FactType.TEXT, QuestionRole.FACT, fact=fact, part=part, row=row)


def _need(part: str, type_: FactType) -> Question:
    choices = (Choice("training", "人才培訓"), Choice("recruitment", "人才招募"))
    return Question(
        f"need_{part}", "s", part, part, type_, QuestionRole.NEED, choices, aspect=Aspect.TALENT, part=part
    )


FORM = Form(
    "1",
    "問卷",
    "",
    (),
    (
        _fact("employees", "employees"),
        _fact("any", "certificates", "any"),
        *(
            _fact(f"c{row}_{part}", "certificates", part, row)
            for row in (1, 2)
            for part in ("kind", "number", "valid_from", "valid_to", "valid_period")
        ),
        *(_fact(f"g{row}_{part}", "past_guidance", part, row) for row in (1, 2) for part in _GUIDANCE_PARTS),
        _need("text", FactType.TEXT),
        _need("services", FactType.CHOICES),
        _need("urgency", FactType.CHOICE),
        _need("wanted_by", FactType.DATE),
        _need("budget", FactType.MONEY),
    ),
)


def _facts(**answers: FactContent | None) -> dict[str, FactContent | None]:
    return facts_of(FORM, answers)


def test_no_answer_is_no_fact_and_unknown_is_one() -> None:
    assert _facts() == {}
    assert _facts(employees=None) == {"employees": None}
    assert _facts(any=None) == {"certificates": None}


def test_no_certificate_is_known_to_be_none_and_yes_alone_says_nothing_more() -> None:
    assert _facts(any=False) == {"certificates": ()}
    assert _facts(any=True) == {}


def test_rows_become_certificates_and_a_row_without_kind_is_left_out() -> None:
    told = _facts(any=True, c1_kind="potential", c1_number="示字第1號", c2_number="示字第2號")
    assert told == {"certificates": (Certificate("potential", "示字第1號"),)}


def test_second_row_alone_is_read() -> None:
    assert _facts(c2_kind="outstanding") == {"certificates": (Certificate("outstanding"),)}


def test_period_in_one_text_gives_both_ends() -> None:
    told = _facts(c1_kind="potential", c1_valid_period="104/1/1～106/12/31")
    whole = Certificate("potential", "", dt.date(2015, 1, 1), dt.date(2017, 12, 31))
    assert told == {"certificates": (whole,)}


def test_past_guidance_keeps_its_rows_in_order() -> None:
    told = _facts(g2_programme="乙計畫", g1_programme="甲計畫", g1_began_on=dt.date(2014, 1, 1))
    assert told["past_guidance"] == (
        PastGuidance("甲計畫", "", dt.date(2014, 1, 1)),
        PastGuidance("乙計畫"),
    )


def test_need_carries_headings_urgency_date_and_money() -> None:
    answers: dict[str, FactContent | None] = {
        "need_text": "培訓五軸加工人員",
        "need_services": ("recruitment",),
        "need_urgency": "high",
        "need_wanted_by": dt.date(2016, 12, 31),
        "need_budget": 2_000_000,
    }
    (need,) = needs_of(FORM, answers, lambda: "id", "response")
    assert (need.id, need.source, need.aspect, need.item_kinds) == (
        "id",
        "response",
        Aspect.TALENT,
        ("人才招募",),
    )
    assert (need.urgency, need.wanted_by, need.budget_ntd) == (
        Urgency.HIGH,
        dt.date(2016, 12, 31),
        2_000_000,
    )


@given(st.sampled_from(["無", " 沒有 ", "N/A", "－", "無需求", None]))
def test_saying_there_is_none_makes_no_need(text: str | None) -> None:
    assert needs_of(FORM, {"need_text": text, "need_urgency": "low"}, lambda: "id", "r") == ()


def test_chosen_service_without_words_is_a_need() -> None:
    (need,) = needs_of(FORM, {"need_services": ("training",)}, lambda: "id", "r")
    assert (need.text, need.item_kinds, need.urgency) == ("", ("人才培訓",), Urgency.UNKNOWN)
