"""What a casebook file holds; the one description of it in code, private to this package.

Rule: migrations lead to exactly this; a test compares them. Domain records never appear here.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Text

from backbone_desktop.domain.application import ApplicationStatus
from backbone_desktop.domain.checklist import SettledBy
from backbone_desktop.domain.codes import (
    Aspect,
    Channel,
    ConfirmationState,
    Decision,
    NeedState,
    Origin,
    Stage,
    Urgency,
)
from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.storage.columns import (
    code,
    day,
    flag,
    id_column,
    instant,
    json_text,
    number,
    reference,
    required,
    table,
    words,
)

metadata = MetaData()

setting = table(metadata, "setting", Column("id", Text, primary_key=True, nullable=False), words("value"))

consultant = table(metadata, "consultant", id_column(), required("name"), words("office"), words("phone"))

batch = table(
    metadata,
    "batch",
    id_column(),
    code("kind", BatchKind),
    words("file_name"),
    words("file_digest"),
    number("new_rows"),
    number("changed_rows"),
    number("unchanged_rows"),
    number("rejected_rows"),
    words("consultant"),
    instant("at"),
    flag("undone"),
)

enterprise = table(
    metadata,
    "enterprise",
    id_column(),
    required("name"),
    words("ubn"),
    words("site"),
    words("address"),
    words("county"),
    words("phone"),
    words("factory_registration"),
    words("folded_name"),
    words("folded_site"),
    Index("ix_enterprise_ubn", "ubn"),
    Index("ix_enterprise_folded_name", "folded_name"),
)

contact = table(
    metadata,
    "contact",
    id_column(),
    reference("enterprise_id", "enterprise"),
    words("name"),
    words("title"),
    words("phone"),
    words("email"),
    flag("consent", optional=True),
    Index("ix_contact_enterprise_id", "enterprise_id"),
)

service_case = table(
    metadata,
    "service_case",
    id_column(),
    reference("enterprise_id", "enterprise"),
    code("stage", Stage),
    day("assigned_on"),
    words("consultant"),
    Index("ix_service_case_enterprise_id", "enterprise_id", unique=True),
)

observation = table(
    metadata,
    "observation",
    id_column(),
    reference("enterprise_id", "enterprise"),
    required("key"),
    json_text("content", optional=True),
    code("origin", Origin),
    day("as_of"),
    code("state", ConfirmationState),
    instant("recorded_at"),
    words("source"),
    flag("chosen"),
    flag("withdrawn"),
    Index("ix_observation_enterprise_id", "enterprise_id", "key"),
)

response = table(
    metadata,
    "response",
    id_column(),
    reference("enterprise_id", "enterprise"),
    required("form"),
    day("answered_on"),
    json_text("answers"),
    words("batch"),
    json_text("unmapped"),
    number("unconfirmed"),
    Index("ix_response_enterprise_id", "enterprise_id", "form"),
)

need = table(
    metadata,
    "need",
    id_column(),
    reference("case_id", "service_case"),
    code("aspect", Aspect),
    json_text("item_kinds"),
    words("text"),
    code("urgency", Urgency),
    code("state", NeedState),
    day("wanted_by", optional=True),
    number("budget_ntd", optional=True),
    words("source"),
    code("confirmation", ConfirmationState),
    Index("ix_need_case_id", "case_id"),
)

visit = table(
    metadata,
    "visit",
    id_column(),
    reference("case_id", "service_case"),
    day("visited_on"),
    words("place"),
    words("purpose"),
    json_text("visitors"),
    json_text("experts"),
    json_text("attendees"),
    words("summary"),
    words("obstacles"),
    words("not_visited"),
    json_text("findings"),
    Index("ix_visit_case_id", "case_id", "visited_on"),
)

follow_up = table(
    metadata,
    "follow_up",
    id_column(),
    reference("case_id", "service_case"),
    day("noted_on"),
    code("channel", Channel),
    words("text"),
    words("with_whom"),
    day("next_on", optional=True),
    words("next_step"),
    reference("corrects", "follow_up", optional=True),
    flag("retracts"),
    words("consultant"),
    instant("recorded_at"),
    Index("ix_follow_up_case_id", "case_id", "noted_on"),
    Index("ix_follow_up_corrects", "corrects"),
)

application = table(
    metadata,
    "application",
    id_column(),
    reference("case_id", "service_case"),
    number("measure"),
    number("item"),
    code("status", ApplicationStatus),
    day("began_on"),
    day("changed_on"),
    json_text("history"),
    Index("ix_application_case_id", "case_id"),
)

assessment = table(
    metadata,
    "assessment",
    id_column(),
    reference("case_id", "service_case"),
    words("edition"),
    words("edition_digest"),
    words("engine_version"),
    day("assessed_on"),
    instant("recorded_at"),
    words("digest"),
    Column("document", LargeBinary, nullable=False),
    Index("ix_assessment_case_id", "case_id"),
)

decision = table(
    metadata,
    "decision",
    id_column(),
    reference("case_id", "service_case"),
    number("measure"),
    code("decision", Decision),
    words("reason"),
    day("decided_on"),
    Index("ix_decision_case_id", "case_id", "measure"),
)

checklist_line = table(
    metadata,
    "checklist_line",
    id_column(),
    reference("case_id", "service_case"),
    required("fact"),
    day("added_on"),
    code("settled_by", SettledBy),
    day("settled_on", optional=True),
    Index("ix_checklist_line_case_id", "case_id"),
)

form_sent = table(
    metadata,
    "form_sent",
    id_column(),
    reference("enterprise_id", "enterprise"),
    required("form"),
    day("sent_on"),
    words("file_name"),
    Index("ix_form_sent_enterprise_id", "enterprise_id"),
)

edition = table(
    metadata,
    "edition",
    Column("id", Text, primary_key=True, nullable=False),
    number("roc_year"),
    number("revision"),
    required("digest"),
    instant("imported_at"),
    words("consultant"),
    Column("document", LargeBinary, nullable=False),
    Index("ix_edition_roc_year", "roc_year", "revision", unique=True),
)

change = table(
    metadata,
    "change",
    Column("sequence", Integer, primary_key=True, nullable=False),
    words("batch"),
    required("kind"),
    required("record"),
    words("case_id"),
    words("consultant"),
    instant("at"),
    json_text("before", optional=True),
    json_text("after", optional=True),
    words("before_digest"),
    words("after_digest"),
    words("previous"),
    required("digest"),
    Index("ix_change_case_id", "case_id"),
    Index("ix_change_record", "record"),
    Index("ix_change_batch", "batch"),
)

# The two below are computed from the tables above, rewritten with them, and never logged.

case_line = table(
    metadata,
    "case_line",
    Column("case_id", Text, nullable=False),
    words("enterprise_id"),
    words("name"),
    words("name_key"),
    words("ubn"),
    words("site"),
    words("county"),
    words("stage"),
    words("holder"),
    words("consultant"),
    words("assigned_on"),
    number("open_needs"),
    number("unconfirmed"),
    words("last_contact_on"),
    words("next_on"),
    words("next_step"),
    PrimaryKeyConstraint("case_id"),
    Index("ix_case_line_name", "name_key", "case_id"),
    Index("ix_case_line_ubn", "ubn", "case_id"),
    Index("ix_case_line_stage", "stage", "name_key", "case_id"),
    Index("ix_case_line_assigned_on", "assigned_on", "case_id"),
    Index("ix_case_line_last_contact_on", "last_contact_on", "case_id"),
    Index("ix_case_line_next_on", "next_on", "case_id"),
    Index("ix_case_line_open_needs", "open_needs", "case_id"),
    Index("ix_case_line_unconfirmed", "unconfirmed", "case_id"),
)

search_entry = table(
    metadata,
    "search_entry",
    Column("id", Integer, primary_key=True, nullable=False),
    required("kind"),
    required("record"),
    words("case_id"),
    Index("ix_search_entry_record", "record", unique=True),
)

SEARCH_INDEX = "search_index"
"""The FTS5 table whose rows carry the ids of ``search_entry``; not described here, made by the migrations."""

APPEND_ONLY = (change, follow_up, assessment, edition)
"""Tables whose rows are never changed or removed, held by triggers."""
