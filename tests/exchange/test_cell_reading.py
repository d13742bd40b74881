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
