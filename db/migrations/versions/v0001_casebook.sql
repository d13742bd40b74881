CREATE TABLE batch (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    file_digest TEXT DEFAULT '' NOT NULL,
    new_rows INTEGER NOT NULL,
    changed_rows INTEGER NOT NULL,
    unchanged_rows INTEGER NOT NULL,
    rejected_rows INTEGER NOT NULL,
    consultant TEXT DEFAULT '' NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_batch_kind CHECK (kind IN ('roster', 'responses')),
    CONSTRAINT ck_batch_at CHECK (at LIKE '____-__-__T%+00:00'),
    CONSTRAINT ck_batch_undone CHECK (undone IN (0, 1))
) STRICT;
CREATE TABLE case_line (
    case_id TEXT NOT NULL,
    enterprise_id TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    name_key TEXT DEFAULT '' NOT NULL,
    ubn TEXT DEFAULT '' NOT NULL,
    site TEXT DEFAULT '' NOT NULL,
    county TEXT DEFAULT '' NOT NULL,
    stage TEXT DEFAULT '' NOT NULL,
    holder TEXT DEFAULT '' NOT NULL,
    consultant TEXT DEFAULT '' NOT NULL,
    assigned_on TEXT DEFAULT '' NOT NULL,
    open_needs INTEGER NOT NULL,
    unconfirmed INTEGER NOT NULL,
    last_contact_on TEXT DEFAULT '' NOT NULL,
    next_on TEXT DEFAULT '' NOT NULL,
    next_step TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (case_id)
) STRICT;
CREATE INDEX ix_case_line_assigned_on ON case_line (assigned_on, case_id);
CREATE INDEX ix_case_line_last_contact_on ON case_line (last_contact_on, case_id);
CREATE INDEX ix_case_line_name ON case_line (name_key, case_id);
CREATE INDEX ix_case_line_next_on ON case_line (next_on, case_id);
CREATE INDEX ix_case_line_open_needs ON case_line (open_needs, case_id);
CREATE INDEX ix_case_line_stage ON case_line (stage, name_key, case_id);
CREATE INDEX ix_case_line_ubn ON case_line (ubn, case_id);
CREATE INDEX ix_case_line_unconfirmed ON case_line (unconfirmed, case_id);
CREATE TABLE change (
    sequence INTEGER NOT NULL,
    batch TEXT DEFAULT '' NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    case_id TEXT DEFAULT '' NOT NULL,
    consultant TEXT DEFAULT '' NOT NULL,
    at TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    before_digest TEXT DEFAULT '' NOT NULL,
    after_digest TEXT DEFAULT '' NOT NULL,
    previous TEXT DEFAULT '' NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (sequence),
    CONSTRAINT ck_change_kind CHECK (kind <> ''),
    CONSTRAINT ck_change_record CHECK (record <> ''),
    CONSTRAINT ck_change_at CHECK (at LIKE '____-__-__T%+00:00'),
    CONSTRAINT ck_change_before CHECK (json_valid(before)),
    CONSTRAINT ck_change_after CHECK (json_valid(after)),
    CONSTRAINT ck_change_digest CHECK (digest <> '')
) STRICT;
CREATE INDEX ix_change_batch ON change (batch);
CREATE INDEX ix_change_case_id ON change (case_id);
CREATE INDEX ix_change_record ON change (record);
CREATE TABLE consultant (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    office TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_consultant_name CHECK (name <> '')
) STRICT;
CREATE TABLE enterprise (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    ubn TEXT DEFAULT '' NOT NULL,
    site TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    county TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    factory_registration TEXT DEFAULT '' NOT NULL,
    folded_name TEXT DEFAULT '' NOT NULL,
    folded_site TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_enterprise_name CHECK (name <> '')
) STRICT;
CREATE INDEX ix_enterprise_folded_name ON enterprise (folded_name);
CREATE INDEX ix_enterprise_ubn ON enterprise (ubn);
CREATE TABLE search_entry (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    case_id TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_search_entry_kind CHECK (kind <> ''),
    CONSTRAINT ck_search_entry_record CHECK (record <> '')
) STRICT;
CREATE UNIQUE INDEX ix_search_entry_record ON search_entry (record);
CREATE TABLE setting (
    id TEXT NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE contact (
    id TEXT NOT NULL,
    enterprise_id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    consent INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck_contact_consent CHECK (consent IN (0, 1)),
    CONSTRAINT fk_enterprise_id_enterprise FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
) STRICT;
CREATE INDEX ix_contact_enterprise_id ON contact (enterprise_id);
CREATE TABLE form_sent (
    id TEXT NOT NULL,
    enterprise_id TEXT NOT NULL,
    form TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_form_sent_form CHECK (form <> ''),
    CONSTRAINT ck_form_sent_sent_on CHECK (sent_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT fk_enterprise_id_enterprise FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
) STRICT;
CREATE INDEX ix_form_sent_enterprise_id ON form_sent (enterprise_id);
CREATE TABLE observation (
    id TEXT NOT NULL,
    enterprise_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    content TEXT,
    origin TEXT NOT NULL,
    as_of TEXT NOT NULL,
    state TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    chosen INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_observation_key CHECK (key <> ''),
    CONSTRAINT ck_observation_content CHECK (json_valid(content)),
    CONSTRAINT ck_observation_origin CHECK (origin IN ('roster', 'response', 'visit', 'hand')),
    CONSTRAINT ck_observation_as_of CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_observation_state CHECK (state IN ('unconfirmed', 'confirmed', 'corrected', 'refused')),
    CONSTRAINT ck_observation_recorded_at CHECK (recorded_at LIKE '____-__-__T%+00:00'),
    CONSTRAINT ck_observation_chosen CHECK (chosen IN (0, 1)),
    CONSTRAINT ck_observation_withdrawn CHECK (withdrawn IN (0, 1)),
    CONSTRAINT fk_enterprise_id_enterprise FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
) STRICT;
CREATE INDEX ix_observation_enterprise_id ON observation (enterprise_id, "key");
CREATE TABLE response (
    id TEXT NOT NULL,
    enterprise_id TEXT NOT NULL,
    form TEXT NOT NULL,
    answered_on TEXT NOT NULL,
    answers TEXT NOT NULL,
    batch TEXT DEFAULT '' NOT NULL,
    unmapped TEXT NOT NULL,
    unconfirmed INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_response_form CHECK (form <> ''),
    CONSTRAINT ck_response_answered_on CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_response_answers CHECK (json_valid(answers)),
    CONSTRAINT ck_response_unmapped CHECK (json_valid(unmapped)),
    CONSTRAINT fk_enterprise_id_enterprise FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
) STRICT;
CREATE INDEX ix_response_enterprise_id ON response (enterprise_id, form);
CREATE TABLE service_case (
    id TEXT NOT NULL,
    enterprise_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    assigned_on TEXT NOT NULL,
    consultant TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_service_case_stage CHECK (stage IN ('assigned', 'survey', 'diagnosis', 'matching', 'application', 'follow_up', 'closed', 'suspended')),
    CONSTRAINT ck_service_case_assigned_on CHECK (assigned_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT fk_enterprise_id_enterprise FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
) STRICT;
CREATE UNIQUE INDEX ix_service_case_enterprise_id ON service_case (enterprise_id);
CREATE TABLE application (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    measure INTEGER NOT NULL,
    item INTEGER NOT NULL,
    status TEXT NOT NULL,
    began_on TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    history TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_application_status CHECK (status IN ('preparing', 'submitted', 'supplementing', 'reviewing', 'approved', 'rejected', 'contracted', 'executing', 'closed', 'withdrawn')),
    CONSTRAINT ck_application_began_on CHECK (began_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_application_changed_on CHECK (changed_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_application_history CHECK (json_valid(history)),
    CONSTRAINT fk_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id)
) STRICT;
CREATE INDEX ix_application_case_id ON application (case_id);
CREATE INDEX ix_application_changed_on ON application (changed_on);
CREATE TABLE assessment (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    edition TEXT DEFAULT '' NOT NULL,
    edition_digest TEXT DEFAULT '' NOT NULL,
    engine_version TEXT DEFAULT '' NOT NULL,
    assessed_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_assessment_assessed_on CHECK (assessed_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_assessment_recorded_at CHECK (recorded_at LIKE '____-__-__T%+00:00'),
    CONSTRAINT fk_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id)
) STRICT;
CREATE INDEX ix_assessment_case_id ON assessment (case_id);
CREATE TABLE decision (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    measure INTEGER NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    decided_on TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_decision_decision CHECK (decision IN ('propose', 'hold', 'set_aside')),
    CONSTRAINT ck_decision_decided_on CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT fk_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id)
) STRICT;
CREATE INDEX ix_decision_case_id ON decision (case_id, measure);
CREATE TABLE follow_up (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    channel TEXT NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    with_whom TEXT DEFAULT '' NOT NULL,
    next_on TEXT,
    next_step TEXT DEFAULT '' NOT NULL,
    corrects TEXT,
    retracts INTEGER NOT NULL,
    consultant TEXT DEFAULT '' NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_follow_up_noted_on CHECK (noted_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_follow_up_channel CHECK (channel IN ('phone', 'email', 'visit', 'meeting', 'video', 'letter', 'other')),
    CONSTRAINT ck_follow_up_next_on CHECK (next_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_follow_up_retracts CHECK (retracts IN (0, 1)),
    CONSTRAINT ck_follow_up_recorded_at CHECK (recorded_at LIKE '____-__-__T%+00:00'),
    CONSTRAINT fk_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id),
    CONSTRAINT fk_corrects_follow_up FOREIGN KEY(corrects) REFERENCES follow_up (id)
) STRICT;
CREATE INDEX ix_follow_up_case_id ON follow_up (case_id, noted_on);
CREATE INDEX ix_follow_up_corrects ON follow_up (corrects);
CREATE INDEX ix_follow_up_noted_on ON follow_up (noted_on);
CREATE TABLE need (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    aspect TEXT NOT NULL,
    item_kinds TEXT NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    urgency TEXT NOT NULL,
    state TEXT NOT NULL,
    wanted_by TEXT,
    budget_ntd INTEGER,
    source TEXT DEFAULT '' NOT NULL,
    confirmation TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_need_aspect CHECK (aspect IN ('talent', 'technology', 'ip', 'branding', 'other')),
    CONSTRAINT ck_need_item_kinds CHECK (json_valid(item_kinds)),
    CONSTRAINT ck_need_urgency CHECK (urgency IN ('high', 'normal', 'low', 'unknown')),
    CONSTRAINT ck_need_state CHECK (state IN ('open', 'met', 'dropped')),
    CONSTRAINT ck_need_wanted_by CHECK (wanted_by GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_need_confirmation CHECK (confirmation IN ('unconfirmed', 'confirmed', 'corrected', 'refused')),
    CONSTRAINT fk_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id)
) STRICT;
CREATE INDEX ix_need_case_id ON need (case_id);
CREATE TABLE visit (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    visited_on TEXT NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    visitors TEXT NOT NULL,
    experts TEXT NOT NULL,
    attendees TEXT NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    obstacles TEXT DEFAULT '' NOT NULL,
    not_visited TEXT DEFAULT '' NOT NULL,
    findings TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_visit_visited_on CHECK (visited_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_visit_visitors CHECK (json_valid(visitors)),
    CONSTRAINT ck_visit_experts CHECK (json_valid(experts)),
    CONSTRAINT ck_visit_attendees CHECK (json_valid(attendees)),
    CONSTRAINT ck_visit_findings CHECK (json_valid(findings)),
    CONSTRAINT fk_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id)
) STRICT;
CREATE INDEX ix_visit_case_id ON visit (case_id, visited_on);
CREATE INDEX ix_visit_visited_on ON visit (visited_on);
-- The tokenizer must not split our own tokens: "ascii" takes every character beyond ASCII as part of one.
CREATE VIRTUAL TABLE search_index USING fts5(
    firm, log, content='', contentless_delete=1, tokenize='ascii', prefix='1'
);
