"""Who gets which preference, and who must not be promised one."""

from dataclasses import replace

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.facts import Certificate
from backbone_desktop.domain.funding import Effect, Preference
from backbone_desktop.domain.measure import ContactRole, MeasureContact
from backbone_desktop.domain.verdict import PreferenceLine
from backbone_desktop.matching.derived import KnownFacts
from backbone_desktop.matching.preferences import holder_status, preference_lines
from tests.matching.support import ENDED, ON, criterion, edition_105, holding, item_of, measure_of, sheet_of


def lines(number: int, *certificates: Certificate) -> tuple[PreferenceLine, ...]:
    status = holder_status(KnownFacts(sheet_of({"certificates": certificates}), ON))
    return preference_lines(edition_105().measure(number), status)


def kinds(number: int, *certificates: Certificate) -> set[str]:
    return {line.kind for line in lines(number, *certificates)}


OUTSTANDING, POTENTIAL = holding("outstanding"), holding("potential")


def test_an_outstanding_firm_gets_the_uplift_of_11_and_12_and_none_that_is_for_potential_firms() -> None:
    assert "補助加碼" in kinds(11, OUTSTANDING)
    assert "補助加碼" in kinds(12, OUTSTANDING)
    assert "補助加碼" not in kinds(13, OUTSTANDING)
    assert "補助加碼" not in kinds(36, OUTSTANDING)
    assert not any("10%" in line.text for line in lines(35, OUTSTANDING))
    assert not any("70%" in line.text for line in lines(6, OUTSTANDING))


def test_a_potential_firm_gets_them() -> None:
    assert "補助加碼" in kinds(13, POTENTIAL)
    assert "補助加碼" in kinds(36, POTENTIAL)
    assert any("70%" in line.text for line in lines(6, POTENTIAL))


def test_measure_15_shows_no_benefit_to_anyone() -> None:
    assert lines(15, OUTSTANDING, POTENTIAL) == ()
    assert preference_lines(edition_105().measure(15), holder_status(KnownFacts(sheet_of({}), ON))) == ()


def test_a_firm_without_a_valid_certificate_gets_none() -> None:
    for measure in edition_105().measures:
        assert lines(measure.number) == lines(measure.number, holding("potential", ENDED)) == ()


def test_an_unknown_status_makes_every_preference_uncertain() -> None:
    unknown = holder_status(KnownFacts(sheet_of({}), ON))
    found = [line for each in edition_105().measures for line in preference_lines(each, unknown)]
    assert found
    assert not any(line.certain for line in found)


def test_an_undistinguished_holder_is_sent_to_the_office() -> None:
    preference = Preference(
        "優先支持", Effect.REVIEW_PRIORITY, Holder.NOT_DISTINGUISHED, "優予考量。", "出處"
    )
    nothing = Preference("其他", Effect.NONE, Holder.BOTH, "無優惠。", "出處")
    office = MeasureContact(ContactRole.ORGANISER, "某局", "某先生", ("(02)2345-6789",))
    measure = measure_of(item_of(criterion("own_brand")), preferences=(preference, nothing))
    measure = replace(measure, contacts=(office,))
    one = holder_status(KnownFacts(sheet_of({"certificates": (POTENTIAL,)}), ON))
    both = holder_status(KnownFacts(sheet_of({"certificates": (POTENTIAL, OUTSTANDING)}), ON))
    (line,) = preference_lines(measure, one)
    assert line.text == "優先支持（適用對象未區分，請洽詢某局 某先生 (02)2345-6789）：優予考量。"
    assert not line.certain
    (line,) = preference_lines(measure, both)
    assert line.certain
