"""A reworded header is guessed by its words and by what stands below it, each header once."""

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.questionnaire import Question, QuestionRole
from backbone_desktop.services.column_guess import guess_renamed


def _question(code: str, label: str, kind: FactType, aspect: Aspect | None = None) -> Question:
    return Question(code, "profile", label, "", kind, QuestionRole.FACT, aspect=aspect)


EMPLOYEES = _question("employees", "員工人數", FactType.INTEGER)
MANAGERS = _question("managers", "管理職人數", FactType.INTEGER)
WISH = _question("wish", "技術面需求說明", FactType.TEXT)


def test_cells_that_mostly_cannot_be_the_answer_rule_a_header_out() -> None:
    cells = {"員工的人數": ["12", "很多", "不少", "若干", "34"]}
    assert guess_renamed({"員工人數": EMPLOYEES}, ["員工的人數"], cells) == {}
    cells = {"員工的人數": ["12", "很多", "50", "若干", "34"]}
    assert guess_renamed({"員工人數": EMPLOYEES}, ["員工的人數"], cells) == {"員工人數": "員工的人數"}


def test_figures_alone_do_not_make_a_header_a_reworded_one() -> None:
    assert guess_renamed({"員工人數": EMPLOYEES}, ["碳排放量"], {"碳排放量": ["12", "30"]}) == {}


def test_two_headers_are_told_apart_by_the_likelier_words() -> None:
    missing = {"員工人數": EMPLOYEES, "管理職人數": MANAGERS}
    new = ["目前管理職人數", "目前員工人數"]
    cells = {header: ["12", "30"] for header in new}
    assert guess_renamed(missing, new, cells) == {"員工人數": "目前員工人數", "管理職人數": "目前管理職人數"}


def test_where_any_text_is_an_answer_the_words_decide() -> None:
    cells = {"請說明技術面的需求": ["開發新製程"], "備註": ["無"]}
    assert guess_renamed({"技術面需求說明": WISH}, list(cells), cells) == {
        "技術面需求說明": "請說明技術面的需求"
    }
