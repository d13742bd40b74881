"""逐一確認: what one settled answer does to the fact or the need that several answers tell together."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import ConfirmationState, Urgency
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import Certificate, StandingFact
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.confirmation import Settlement
from tests.services.firms import counts, import_responses, one_firm

CERTIFIED = """
| 統一編號 | 證書1類別 | 證書1字號 | 證書1有效起日 | 製造業 | 技術面需求說明 | 技術面急迫程度 |
| 04595257 | 潛力 | 示範第1號 | 105/01/01 | 是 | 開發新製程 | 急 |
"""
CERTIFICATE = Certificate("potential", "示範第1號", date(2016, 1, 1))
PARTS = ("certificate_1_kind", "certificate_1_number", "certificate_1_valid_from")
CONFIRMED = Settlement(ConfirmationState.CONFIRMED)
REFUSED = Settlement(ConfirmationState.REFUSED)


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of a firm that told of one certificate and one need."""
    key = one_firm(services, tmp_path)
    assert counts(import_responses(services, tmp_path, CERTIFIED)) == (1, 0, 0, 0)
    return key


def settle(services: Services, case: CaseId, *settlements: tuple[str, Settlement]) -> StandingFact:
    """Settle some answers and return the certificates as they then stand."""
    for question, settlement in settlements:
        services.confirmation.settle(case, question, settlement)
    return services.casework.sheet(services.casework.open(case))["certificates"]


def test_one_confirmed_part_does_not_confirm_the_others(services: Services, case: CaseId) -> None:
    standing = settle(services, case, (PARTS[0], CONFIRMED))

    assert (standing.content, standing.observation.state) == ((CERTIFICATE,), ConfirmationState.UNCONFIRMED)
    standing = settle(services, case, (PARTS[1], CONFIRMED), (PARTS[2], CONFIRMED))
    assert (standing.content, standing.observation.state) == ((CERTIFICATE,), ConfirmationState.CONFIRMED)


def test_one_refused_part_leaves_what_the_others_tell(services: Services, case: CaseId) -> None:
    standing = settle(services, case, (PARTS[0], CONFIRMED), (PARTS[1], REFUSED), (PARTS[2], CONFIRMED))

    assert standing.observation.state is ConfirmationState.CONFIRMED
    assert standing.content == (Certificate("potential", "", date(2016, 1, 1)),)


def test_a_fact_is_refused_when_every_part_is(services: Services, case: CaseId) -> None:
    standing = settle(services, case, *((part, REFUSED) for part in PARTS))

    assert standing.observation.state is ConfirmationState.REFUSED
    assert standing.content is None


def test_a_day_of_founding_still_to_come_is_no_correction(services: Services, tmp_path: Path) -> None:
    case = one_firm(services, tmp_path)
    import_responses(services, tmp_path, "| 統一編號 | 核准設立日期 |\n| 04595257 | 85/03/01 |")
    ahead = services.casework.sheet(services.casework.open(case)).on + timedelta(days=1)

    with pytest.raises(UserError, match="「核准設立日期」晚於基準日"):
        services.confirmation.settle(
            case, "founded_on", Settlement(ConfirmationState.CORRECTED, corrected=ahead)
        )

    services.confirmation.settle(case, "founded_on", CONFIRMED)
    standing = services.casework.sheet(services.casework.open(case))["founded_on"]
    assert standing.content == date(1996, 3, 1)


def test_a_need_is_confirmed_with_its_last_part_and_corrected_by_any(
    services: Services, case: CaseId
) -> None:
    corrected = Settlement(ConfirmationState.CORRECTED, corrected="low")
    services.confirmation.settle(case, "need_technology", CONFIRMED)
    (half,) = services.casework.open(case).needs
    services.confirmation.settle(case, "need_technology_urgency", corrected)
    (whole,) = services.casework.open(case).needs

    assert half.confirmation is ConfirmationState.UNCONFIRMED
    assert (whole.confirmation, whole.urgency) == (ConfirmationState.CORRECTED, Urgency.LOW)


@pytest.mark.parametrize(("corrected", "sent"), [(False, "否"), (None, "未知")])
def test_a_correction_to_no_or_unknown_sent_again_is_no_change(
    services: Services, case: CaseId, tmp_path: Path, corrected: bool | None, sent: str
) -> None:
    services.confirmation.settle(
        case, "is_manufacturer", Settlement(ConfirmationState.CORRECTED, corrected=corrected)
    )

    assert counts(import_responses(services, tmp_path, CERTIFIED.replace("是", sent))) == (0, 0, 1, 0)
