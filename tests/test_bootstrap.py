"""The start of the program: what is refused before anything is made."""

from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.errors import StorageError, UserError


@pytest.mark.parametrize("name", ["", "  ", "\u3000"])
def test_a_casebook_without_a_consultant_is_not_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="顧問姓名空白"):
        bootstrap.create_session(tmp_path / "casebook", Consultant("", name))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_one_may_not_search_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(StorageError, match="無法讀取"):
        bootstrap.has_casebook(tmp_path)
