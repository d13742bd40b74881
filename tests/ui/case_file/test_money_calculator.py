"""The money calculator with real widgets on a real casebook."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.money_sheet import HolderGiven, MoneyInput, MoneyRequest
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.verdict import MeasureVerdict
from backbone_desktop.ui.case_file.fields import AmountEdit
from backbone_desktop.ui.case_file.money_calculator import MoneyCalculator
from backbone_desktop.ui.case_file.money_fields import CountEdit
from backbone_desktop.ui.case_file.money_inputs import wanted_inputs
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.ui.surroundings import RememberingShell, click, type_chinese, words_on


@pytest.fixture
def file(workspace: Workspace, tmp_path: Path) -> CaseFile:
    """Return the file of a firm whose capital is known."""
    services = workspace.services
    case = one_firm(services, tmp_path)
    services.casework.set_facts(case, {"paid_in_capital": 48_000_000})
    return services.casework.open(case)


@pytest.fixture
def calculator(workspace: Workspace, qtbot: QtBot) -> MoneyCalculator:
    """Return a calculator that shows nothing yet."""
    widget = MoneyCalculator(workspace)
    qtbot.addWidget(widget)
    widget.resize(420, 900)
    widget.show()
    return widget


def judged(workspace: Workspace, file: CaseFile, number: int) -> MeasureVerdict:
    measures = workspace.services.assessment.judge(file).measures
    return next(each for each in measures if each.number == number)


def write(calculator: MoneyCalculator, kind: MoneyInput, text: str) -> None:
    """Replace what stands in a field by what an input method commits."""
    editor = calculator.figures[kind]
    line = editor.line
    line.setFocus()
    line.selectAll()
    type_chinese(line, text)


def amount(calculator: MoneyCalculator, kind: MoneyInput) -> int | None:
    editor = calculator.figures[kind]
    return editor.amount if isinstance(editor, AmountEdit) else editor.count


def results(calculator: MoneyCalculator) -> list[str]:
    return [part.result.text() for part in calculator.result.readings if part.isVisible()]


def test_an_amount_typed_as_the_office_does_is_computed_at_once(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    calculator.show_measure(file, judged(workspace, file, 12))
    write(calculator, MoneyInput.COST, "400萬元")
    write(calculator, MoneyInput.APPROVED, "200萬元")
    calculator.holder.set_code(HolderGiven.POTENTIAL)
    calculator.holder.edited.emit()
    assert results(calculator) == ["2,000,000 元", "2,200,000 元"]
    assert any("超過自籌款" in words for words in words_on(calculator.result))


def test_what_the_case_knows_is_filled_in(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    calculator.show_measure(file, judged(workspace, file, 12))
    assert amount(calculator, MoneyInput.CAPITAL) == 48_000_000
    assert any("已依企業資料" in words for words in words_on(calculator))


def test_what_was_typed_comes_back_with_the_measure_and_goes_with_reset(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    calculator.show_measure(file, judged(workspace, file, 12))
    write(calculator, MoneyInput.COST, "300萬元")
    calculator.show_measure(file, judged(workspace, file, 11))
    assert amount(calculator, MoneyInput.COST) is None
    calculator.show_measure(file, judged(workspace, file, 12))
    assert amount(calculator, MoneyInput.COST) == 3_000_000
    click(calculator.reset)
    assert amount(calculator, MoneyInput.COST) is None


def test_own_funds_of_a_need_give_way_to_a_known_cost_and_grant(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    need = Need("n-1", Aspect.TECHNOLOGY, (), "開發新產品", budget_ntd=4_000_000)
    calculator.show_measure(replace(file, needs=(need,)), judged(workspace, file, 12))
    assert amount(calculator, MoneyInput.OWN) == 4_000_000
    write(calculator, MoneyInput.COST, "400萬元")
    assert amount(calculator, MoneyInput.OWN) == 4_000_000
    write(calculator, MoneyInput.APPROVED, "200萬元")
    assert amount(calculator, MoneyInput.OWN) is None
    write(calculator, MoneyInput.OWN, "190萬元")
    write(calculator, MoneyInput.COST, "390萬元")
    assert amount(calculator, MoneyInput.OWN) == 1_900_000


def test_a_figure_no_project_can_have_is_refused_in_place(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    calculator.show_measure(file, judged(workspace, file, 4))
    write(calculator, MoneyInput.COST, "240萬元")
    write(calculator, MoneyInput.YEARS, "99")
    assert not calculator.result.isVisible()
    assert any("年數過大" in words for words in words_on(calculator))
    write(calculator, MoneyInput.YEARS, "1")
    write(calculator, MoneyInput.PERSONS, "45")
    assert results(calculator) == ["最高 1,800,000 元"]


def test_persons_that_are_no_number_are_marked_and_not_known(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    calculator.show_measure(file, judged(workspace, file, 4))
    write(calculator, MoneyInput.PERSONS, "很多")
    persons = calculator.figures[MoneyInput.PERSONS]
    assert isinstance(persons, CountEdit)
    assert not persons.valid
    assert persons.count is None


def test_the_sheet_is_copied_as_a_table(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile, shell: RememberingShell
) -> None:
    calculator.show_measure(file, judged(workspace, file, 12))
    write(calculator, MoneyInput.COST, "400萬元")
    click(calculator.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("類別\t項目")
    assert "4,000,000 × 50% = 2,000,000" in copied
    assert shell.notices == ["已複製試算表"]


def test_a_measure_without_figures_says_what_it_gives(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    services = workspace.services
    plain = next(
        each.number
        for each in services.catalogue.edition.measures
        if not wanted_inputs(services.funding.sheets(each.number, MoneyRequest()))
    )
    calculator.show_measure(file, judged(workspace, file, plain))
    assert not any(each.isVisible() for each in calculator.figures.values())
    assert results(calculator)
    assert all(results(calculator))


def test_a_capital_recorded_meanwhile_replaces_the_one_brought_in_before(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    verdict = judged(workspace, file, 12)
    calculator.show_measure(file, verdict)
    write(calculator, MoneyInput.COST, "400萬")
    write(calculator, MoneyInput.APPROVED, "190萬")
    assert "48,000,000" in "".join(words_on(calculator.result))

    services = workspace.services
    services.casework.set_facts(file.case.id, {"paid_in_capital": 1_500_000})
    calculator.show_measure(services.casework.open(file.case.id), verdict)

    assert amount(calculator, MoneyInput.COST) == 4_000_000
    assert amount(calculator, MoneyInput.CAPITAL) == 1_500_000
    assert "48,000,000" not in "".join(words_on(calculator.result))


def test_only_figures_in_view_are_said_to_be_brought_in(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    calculator.show_measure(file, judged(workspace, file, 41))
    assert not calculator.figures[MoneyInput.CAPITAL].isVisible()
    assert not any("帶入" in each for each in shown_words(calculator))


def test_a_count_that_cannot_be_read_says_what_to_type(
    calculator: MoneyCalculator, workspace: Workspace, file: CaseFile
) -> None:
    calculator.show_measure(file, judged(workspace, file, 4))
    write(calculator, MoneyInput.PERSONS, "四十五人")
    assert "請輸入整數，例如 45。" in shown_words(calculator)
    write(calculator, MoneyInput.PERSONS, "45")
    assert "請輸入整數，例如 45。" not in shown_words(calculator)
    assert amount(calculator, MoneyInput.PERSONS) == 45


def shown_words(calculator: MoneyCalculator) -> set[str]:
    return {each.text() for each in calculator.findChildren(QLabel) if each.isVisible()}
