"""The demonstration shows what a consultant meets: values that differ, and a fact told more than once."""

from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.domain.codes import Origin

SHOWN_FIRM = "00501519"


def test_the_demonstration_holds_a_contradiction_and_a_history_of_three_sources(tmp_path: Path) -> None:
    with bootstrap.create_demonstration(tmp_path / "demo") as session:
        services = session.services
        file = services.casework.open(services.casework.find(SHOWN_FIRM).id)
        sheet = services.casework.sheet(file)
        history = services.fact_history.history(file.case.id, "export_ratio")

        contradicted = [key for key, standing in sheet.items() if standing.contradicted_by]
        assert contradicted == ["contracted_power_kw"]
        assert [each.observation.origin for each in history.lines] == [
            Origin.VISIT,
            Origin.RESPONSE,
            Origin.HAND,
        ]
        assert "105/02/25 訪視" in history.lines[0].source
