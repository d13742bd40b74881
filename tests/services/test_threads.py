"""The window reads on its own thread while the one worker writes; both go through the services."""

import threading
from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.domain.identifiers import CaseId
from tests.services.firms import import_roster

FIRM_COUNT = 12
FIRMS = "| 統一編號 | 企業名稱 |\n" + "\n".join(
    f"| {10_000_000 + number} | 測試{number}廠 |" for number in range(FIRM_COUNT)
)


def test_readers_see_whole_states_while_another_thread_writes(
    session: bootstrap.Session, tmp_path: Path
) -> None:
    services = session.services
    import_roster(services, tmp_path, FIRMS)
    cases = [line.case for line in services.casework.list_cases().lines]
    done = threading.Event()
    broken: list[object] = []

    def read() -> None:
        try:
            while not done.is_set():
                broken.extend(case for case in cases if not is_whole(services, case))
        except Exception as error:  # noqa: BLE001 - whatever a thread raises would be lost
            broken.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number, case in enumerate(cases * 3):
        services.casework.set_facts(case, {"employees": number, "rd_employees": number})
    services.assessment.assess_all()
    done.set()
    for reader in readers:
        reader.join()

    assert broken == []
    assert services.maintenance.check(deep=True).problems == ()


def is_whole(services: bootstrap.Services, case: CaseId) -> bool:
    """Whether a case shows both facts that are always set together, and the list shows every case."""
    sheet = services.casework.sheet(services.casework.open(case))
    listed = services.casework.list_cases("測試").lines
    return sheet.content("employees") == sheet.content("rd_employees") and len(listed) == FIRM_COUNT
