"""One line says what decides about a row; the rest is counted."""

from backbone_desktop.domain.intake import CellChange, Gravity, RowOutcome
from backbone_desktop.ui.intake.pieces import Manner, Piece, closing_tags, text_of
from backbone_desktop.ui.intake.row_words import content_pieces, equation, outcome_pieces
from backbone_desktop.ui.theme import Tone
from tests.ui.intake.reports import every_outcome, issue, result


def test_the_sum_is_written_in_the_order_of_the_chips() -> None:
    assert equation(every_outcome()) == "讀入 4 = 1 + 1 + 1 + 1"


def test_a_value_is_struck_out_before_the_one_that_replaces_it() -> None:
    change = CellChange("員工人數", "186", "192", confirmed=True)
    pieces = content_pieces(result(4, RowOutcome.CHANGED, changes=(change,)))
    assert [(piece.text, piece.manner) for piece in pieces] == [
        ("員工人數", Manner.PLAIN),
        ("186", Manner.STRUCK),
        ("→", Manner.QUIET),
        ("192", Manner.BOLD),
        ("原值已確認", Manner.TAG),
    ]


def test_a_value_that_was_missing_is_said_to_have_been() -> None:
    pieces = content_pieces(result(4, RowOutcome.CHANGED, changes=(CellChange("外銷比率", "", "60%"),)))
    assert "未填" in text_of(pieces)
    assert not any(piece.manner is Manner.STRUCK for piece in pieces)


def test_many_changes_are_counted() -> None:
    changes = tuple(CellChange(f"題{number}", "1", "2") for number in range(7))
    line = text_of(content_pieces(result(4, RowOutcome.CHANGED, changes=changes)))
    assert "題2" in line
    assert "題3" not in line
    assert line.endswith("等 7 項")


def test_a_change_of_no_value_says_in_words_what_it_is() -> None:
    assert content_pieces(result(4, RowOutcome.CHANGED)) == (Piece("8 題", Manner.QUIET),)


def test_a_rejection_names_the_column_first_and_the_remedy_last() -> None:
    issues = (issue("員工人數", gravity=Gravity.WARNING), issue("統一編號", "只有 6 碼。"), issue("設立日期"))
    pieces = content_pieces(result(9, RowOutcome.REJECTED, issues=issues))
    assert (pieces[0].text, pieces[0].tone) == ("統一編號", Tone.BAD)
    assert text_of(pieces) == "統一編號 等 2 處 只有 6 碼。 請更正。"


def test_a_reminder_is_counted_on_a_row_that_is_kept() -> None:
    row = result(3, RowOutcome.NEW, issues=(issue("設立日期", gravity=Gravity.WARNING),))
    assert text_of(content_pieces(row)) == "8 題 提醒 1"


def test_every_outcome_is_said_in_words() -> None:
    assert [text_of(outcome_pieces(row)) for row in every_outcome().rows] == [
        "新增",
        "變更",
        "無變更",
        "退回",
    ]


def test_tags_close_a_line_only_after_other_words() -> None:
    words, struck, tag = Piece("員工人數"), Piece("186", Manner.STRUCK), Piece("等 4 項", Manner.TAG)

    assert closing_tags((words, tag, struck, tag, tag)) == (tag, tag)
    assert closing_tags((words, struck)) == ()
    assert closing_tags((tag, tag)) == ()
