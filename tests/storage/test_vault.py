"""The vault: files whole or not at all, inside the folder."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.errors import UserError
from backbone_desktop.storage.refusals import CasebookUnreadable, CasebookUnwritable
from backbone_desktop.storage.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(content=st.binary())
def test_what_was_written_is_read(vault: Vault, content: bytes) -> None:
    vault.write_file("attachments/一/照片.jpg", content)
    assert vault.read_file("attachments/一/照片.jpg") == content
    assert vault.names("attachments") == ("attachments/一/照片.jpg",)


def test_a_removed_file_is_gone(vault: Vault) -> None:
    vault.write_file("drafts/a", b"x")
    assert vault.exists("drafts/a")
    vault.remove("drafts/a")
    vault.remove("drafts/a")
    assert not vault.exists("drafts/a")
    assert vault.names("nowhere") == ()


@pytest.mark.parametrize(
    "name",
    ["", "/etc/x", "../x", "a/../../x", "casebook.db", "casebook.db-wal", "casebook.lock", "a\\..\\x", "C:x"],
)
def test_a_name_that_leads_elsewhere_is_refused(vault: Vault, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        vault.write_file(name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_a_refusal(vault: Vault) -> None:
    with pytest.raises(CasebookUnreadable):
        vault.read_file("attachments/none")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_former_file(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    vault.write_file("drafts/a", b"former")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(CasebookUnwritable):
        vault.write_file("drafts/a", b"later")
    monkeypatch.undo()
    assert vault.read_file("drafts/a") == b"former"
    assert [path.name for path in (tmp_path / "drafts").iterdir()] == ["a"]
