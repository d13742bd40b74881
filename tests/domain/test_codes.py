"""Codes are read by code and by label, and both are unique."""

import pytest

from backbone_desktop.domain import codes
from backbone_desktop.domain.application import ApplicationStatus
from backbone_desktop.domain.codes import Channel, LabelledCode, read_code

KINDS = [
    codes.Aspect, codes.Stage, codes.Channel, codes.Urgency, codes.NeedState, codes.ConfirmationState,
    codes.Origin, codes.Holder, codes.Decision, ApplicationStatus,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_member_is_read_by_its_code_and_by_its_label(kind: type[LabelledCode]) -> None:
    for member in kind:
        assert read_code(kind, member.value) is member
        assert read_code(kind, f" {member.label} ") is member


def test_what_is_no_code_is_none() -> None:
    assert read_code(Channel, "傳真") is None
    assert read_code(Channel, "") is None
