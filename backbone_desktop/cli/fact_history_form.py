"""The history of one fact as JSON and as a person reads it in a terminal."""

from collections.abc import Iterable

from backbone_desktop.cli.json_form import REFUSED, Json, content_json
from backbone_desktop.cli.table import table
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.fact_history import FactHistory, FactHistoryLine, FactReader
from backbone_desktop.domain.roc_date import format_roc

_HEADERS = ("資料日期", "內容", "計入", "狀態", "來源", "記錄者", "識別碼")
_READER_HEADERS = ("編號", "措施", "用途", "判定")


def history_record(history: FactHistory, readers: Iterable[FactReader]) -> dict[str, Json]:
    """Return every observation of a fact, why one counts, and the measures that read the fact."""
    return {
        "key": history.definition.key,
        "label": history.definition.label,
        "because": history.because,
        "history": [_line_record(each) for each in history.lines],
        "measures": [
            {"number": each.number, "name": each.name, "deciding": each.deciding, "waits": each.waits}
            for each in readers
        ],
    }


def history_text(history: FactHistory, readers: Iterable[FactReader]) -> str:
    """Return the same for a terminal."""
    rows = [
        (
            format_roc(each.observation.as_of),
            each.value,
            each.place.label,
            each.observation.state.label,
            each.source,
            each.by,
            each.observation.id,
        )
        for each in history.lines
    ]
    read = [
        (each.number, each.name, "必要" if each.deciding else "參考", "資料不足" if each.waits else "")
        for each in readers
    ]
    parts = (
        f"{history.definition.label}\n{history.because}",
        table(_HEADERS, rows) if rows else "",
        table(_READER_HEADERS, read, right=(0,)) if read else "沒有措施條件用到這一項。",
    )
    return "\n\n".join(part for part in parts if part)


def _line_record(line: FactHistoryLine) -> Json:
    observation = line.observation
    refused = observation.state is ConfirmationState.REFUSED
    return {
        "id": observation.id,
        "value": REFUSED if refused else content_json(observation.content),
        "text": line.value,
        "place": line.place.value,
        "origin": observation.origin.value,
        "source": line.source,
        "source_id": observation.source,
        "as_of": observation.as_of.isoformat(),
        "state": observation.state.value,
        "recorded_at": observation.recorded_at.isoformat(),
        "by": line.by,
        "by_choice": line.by_choice,
    }
