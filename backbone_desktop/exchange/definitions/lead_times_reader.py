"""Reading the lead times a backward plan is made with.

Rule: they are estimates meant to be changed, so a figure that cannot be meant is refused with its place.
"""

from backbone_desktop.domain.backward_plan import DayUnit, DocumentLead, Lead, LeadStep, LeadTimes
from backbone_desktop.exchange.definitions.toml_table import Table

LONGEST_LEAD = 250
"""Days; a window is announced within the year it closes in."""


def read_lead_times(root: Table) -> LeadTimes:
    """Read ``lead_times.toml``."""
    steps: dict[str, LeadStep] = {}
    for table in root.tables("steps"):
        step = LeadStep(table.text("code"), table.text("label"), _read_lead(table))
        if steps.setdefault(step.code, step) is not step:
            table.problem("code", f"「{step.code}」重複。")
        table.close()
    if not steps:
        root.problem("steps", "至少須有一個步驟。")
    documents = tuple(_read_document(table) for table in root.tables("documents"))
    other = root.table("other_document")
    lead = _read_lead(other)
    other.close()
    return LeadTimes(root.text("remark"), tuple(steps.values()), documents, lead)


def _read_document(table: Table) -> DocumentLead:
    document = DocumentLead(table.texts("words"), _read_lead(table))
    if not document.words:
        table.problem("words", "至少須有一個詞。")
    table.close()
    return document


def _read_lead(table: Table) -> Lead:
    days = table.integer("before")
    if "before" in table and not 1 <= days <= LONGEST_LEAD:
        table.problem("before", f"須為 1 至 {LONGEST_LEAD} 的整數。")
    return Lead(days, table.code("unit", DayUnit) or DayUnit.WORKING)
