"""The questionnaire and the roster columns as shipped, and what a wrong one is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.questionnaire import Form, QuestionRole
from backbone_desktop.exchange.form_file import read_form
from backbone_desktop.exchange.mapping import key_of
from backbone_desktop.paths import resources_dir
from tests.exchange.forms import facts, form, roster_form

COMPOSITE = {FactType.CERTIFICATES, FactType.PAST_GUIDANCE}


def test_every_fact_a_firm_can_be_asked_is_asked() -> None:
    asked = {question.fact for question in form().questions}
    assert {each.key for each in facts().asked} - asked == set()


def test_every_fact_of_one_value_may_stand_in_a_roster() -> None:
    columns = {question.fact for question in roster_form().questions}
    wanted = {each.key for each in facts().asked if each.type is not FactType.PAST_GUIDANCE}
    assert wanted - columns == set()


@pytest.mark.parametrize("aspect", list(Aspect))
def test_each_aspect_is_asked_for_its_wish_services_urgency_date_and_budget(aspect: Aspect) -> None:
    parts = [each.part for each in form().questions if each.aspect is aspect]
    assert parts == ["text", "services", "urgency", "wanted_by", "budget"]


def test_two_certificates_and_three_past_guidances_can_be_given() -> None:
    rows = {
        fact: max(each.row for each in form().questions if each.fact == fact)
        for fact in ("certificates", "past_guidance")
    }
    assert rows == {"certificates": 2, "past_guidance": 3}


@pytest.mark.parametrize("make", [form, roster_form])
def test_no_header_or_alias_names_two_questions(make: Callable[[], Form]) -> None:
    owners: dict[str, str] = {}
    for question in make().questions:
        for name in {key_of(each) for each in (question.label, question.label_en, *question.aliases)}:
            assert owners.setdefault(name, question.code) == question.code, name


def test_the_notice_names_purpose_rights_and_use() -> None:
    assert [word for word in ("目的", "類別", "期間", "權利") if word not in form().notice] == []
    assert any(each.role is QuestionRole.CONSENT for each in form().questions)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('fact = "employees", label_en', 'fact = "no_such_fact", label_en'), "no_such_fact"),
        (('code = "site"', 'code = "ubn"'), "ubn"),
        (('choice_list = "urgency"', 'choice_list = "haste"'), "haste"),
        (('role = "contact", type = "text"', 'role = "friend", type = "text"'), "friend"),
        (('label = "統一編號"', 'etiket = "x", label = "統一編號"'), "etiket"),
    ],
)
def test_a_wrong_definition_is_refused_at_its_place(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    source = (resources_dir() / "questionnaires" / "105.toml").read_text(encoding="utf-8")
    assert change[0] in source
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "105.toml").write_text(source.replace(*change, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as refusal:
        read_form(tmp_path, "105", facts())
    assert told in refusal.value.detail


def test_a_missing_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="問卷定義檔"):
        read_form(tmp_path, "999", facts())
