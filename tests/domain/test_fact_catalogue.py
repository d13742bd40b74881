import pytest

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import Choice, FactDefinition, FactType

CATALOGUE = FactCatalogue(
    [
        FactDefinition("certificates", FactType.CERTIFICATES, "證書", "持有哪些證書？"),
        FactDefinition(
            "holder",
            FactType.CHOICES,
            "身分",
            "身分為何？",
            choices=(Choice("potential", "潛力"),),
            derived_from="certificates",
        ),
    ]
)


def test_facts_are_listed_in_their_given_order() -> None:
    assert list(CATALOGUE) == ["certificates", "holder"]
    assert len(CATALOGUE) == 2


def test_derived_facts_are_not_asked() -> None:
    assert [each.key for each in CATALOGUE.asked] == ["certificates"]


def test_a_code_that_is_no_choice_is_shown_as_it_is() -> None:
    assert CATALOGUE.choice_label("holder", "potential") == "潛力"
    assert CATALOGUE.choice_label("holder", "legendary") == "legendary"


def test_an_unknown_fact_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        CATALOGUE.choice_label("weather", "sunny")


def test_only_a_fact_that_is_asked_may_be_given_a_value() -> None:
    assert CATALOGUE.writable("certificates").label == "證書"
    for key in ("holder", "weather"):
        with pytest.raises(UserError) as refused:
            CATALOGUE.writable(key)
        assert refused.value.remedy
