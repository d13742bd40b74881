"""Cells as answers: what a cell says does not depend on how its file kept it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.money import HIGHEST_NTD
from backbone_desktop.domain.questionnaire import Question, QuestionRole
from backbone_desktop.exchange.cell_reading import read_cell


@pytest.mark.parametrize("kind", [FactType.INTEGER, FactType.MONEY, FactType.YES_NO, FactType.ROC_YEAR])
@given(number=st.integers(-5, 5) | st.integers(-(10**18), 10**18) | st.just(HIGHEST_NTD + 1))
def test_a_number_says_the_same_as_its_digits(kind: FactType, number: int) -> None:
    question = Question("figure", "section", "數字", "figure", kind, QuestionRole.FACT)
    as_number = read_cell(question, question.definition, number)
    assert as_number == read_cell(question, question.definition, str(number))
    assert type(as_number.content) is type(read_cell(question, question.definition, str(number)).content)


EMAIL = Question("contact_email", "contact", "電子郵件", "", FactType.TEXT, QuestionRole.CONTACT)


@pytest.mark.parametrize("nobody", ["anonymous", "Anonymous", "匿名"])
def test_an_address_of_nobody_is_none(nobody: str) -> None:
    reading = read_cell(EMAIL, EMAIL.definition, nobody)
    assert (reading.content, reading.remarks) == (None, ())


@pytest.mark.parametrize(
    ("text", "codes"), [("a.b@example.com.tw", []), ("02-2754-1255", ["to-confirm"]), ("a@b", ["to-confirm"])]
)
def test_an_address_is_kept_and_remarked_on_when_it_cannot_be_one(text: str, codes: list[str]) -> None:
    reading = read_cell(EMAIL, EMAIL.definition, text)
    assert (reading.content, [each.code for each in reading.remarks]) == (text, codes)
