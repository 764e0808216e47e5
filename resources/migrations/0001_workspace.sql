-- The workspace: one table per entity (its description in core/model says the same), the audit log, the search index.

CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  created_at TEXT NOT NULL,
  next_id INTEGER NOT NULL,
  set_count INTEGER NOT NULL,
  change_count INTEGER NOT NULL,
  head BLOB NOT NULL,
  indexed_change INTEGER NOT NULL
) STRICT;
INSERT INTO meta VALUES (1, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 1, 0, 0, zeroblob(32), 0);

CREATE TABLE audit_name (
  code INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE audit_set (
  id INTEGER PRIMARY KEY,
  actor TEXT NOT NULL,
  cause_kind TEXT NOT NULL,
  cause_text TEXT NOT NULL,
  cause_reference INTEGER NOT NULL,
  effective_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  first_change INTEGER NOT NULL,
  change_count INTEGER NOT NULL,
  name_count INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_set_effective ON audit_set (effective_at);
CREATE INDEX audit_set_undo ON audit_set (cause_reference) WHERE cause_kind = 'undo';

CREATE TABLE audit_change (
  seq INTEGER PRIMARY KEY,
  set_id INTEGER NOT NULL,
  op INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  record INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  payload BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX audit_change_record ON audit_change (record);

CREATE TRIGGER audit_name_no_update BEFORE UPDATE ON audit_name BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_name_no_delete BEFORE DELETE ON audit_name BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_set_no_update BEFORE UPDATE ON audit_set BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_set_no_delete BEFORE DELETE ON audit_set BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_change_no_update BEFORE UPDATE ON audit_change BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_change_no_delete BEFORE DELETE ON audit_change BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- Filled from the audit log when somebody searches; rowid is the record's id.
CREATE VIRTUAL TABLE search_word USING fts5 (title, words, entity, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE VIRTUAL TABLE search_part USING fts5 (parts, entity UNINDEXED, tokenize = 'trigram');

CREATE TABLE "company" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "base_currency" TEXT NOT NULL,
  "mail_domain" TEXT,
  "year_start_month" INTEGER,
  "operator" TEXT
) STRICT;
CREATE UNIQUE INDEX company_name ON "company" (casefold("name"));

CREATE TABLE "exchange_rate" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "date" TEXT NOT NULL,
  "rate" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX exchange_rate_name ON "exchange_rate" (casefold("name"));

CREATE TABLE "site" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "address" TEXT,
  "country" TEXT,
  "time_zone" TEXT,
  "holidays" TEXT
) STRICT;
CREATE UNIQUE INDEX site_name ON "site" (casefold("name"));

CREATE TABLE "department" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "cost_centre" TEXT,
  "head" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX department_name ON "department" (casefold("name"));
CREATE INDEX department_head ON "department" ("head") WHERE "head" IS NOT NULL;

CREATE TABLE "vendor" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "country" TEXT,
  "contact" TEXT,
  "mail" TEXT,
  "account_number" TEXT,
  "portal" TEXT,
  "notes" TEXT
) STRICT;
CREATE UNIQUE INDEX vendor_name ON "vendor" (casefold("name"));

CREATE TABLE "source" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT,
  "descriptor" TEXT,
  "base" TEXT,
  "app" INTEGER REFERENCES "app" (id) DEFERRABLE INITIALLY DEFERRED,
  "state" TEXT,
  "reason" TEXT,
  "last_read" TEXT,
  "resume" TEXT,
  "gives_usage" INTEGER
) STRICT;
CREATE UNIQUE INDEX source_name ON "source" (casefold("name"));
CREATE INDEX source_app ON "source" ("app") WHERE "app" IS NOT NULL;

CREATE TABLE "person" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "number" TEXT,
  "name" TEXT NOT NULL,
  "given" TEXT,
  "family" TEXT,
  "work_mail" TEXT,
  "private_mail" TEXT,
  "login" TEXT,
  "phone" TEXT,
  "address" TEXT,
  "title" TEXT,
  "manager" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "department" INTEGER REFERENCES "department" (id) DEFERRABLE INITIALLY DEFERRED,
  "cost_centre" TEXT,
  "site" INTEGER REFERENCES "site" (id) DEFERRABLE INITIALLY DEFERRED,
  "time_zone" TEXT,
  "type" TEXT,
  "fte" INTEGER,
  "start" TEXT,
  "notice_given" TEXT,
  "last_working_day" TEXT,
  "last_hour" TEXT,
  "legal_end" TEXT,
  "leave_from" TEXT,
  "leave_to" TEXT,
  "aliases" TEXT,
  "notes" TEXT,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
  "source_seen" TEXT
) STRICT;
CREATE UNIQUE INDEX person_number ON "person" (casefold("number"));
CREATE INDEX person_name ON "person" (casefold("name"));
CREATE UNIQUE INDEX person_work_mail ON "person" (casefold("work_mail"));
CREATE UNIQUE INDEX person_login ON "person" (casefold("login"));
CREATE INDEX person_manager ON "person" ("manager") WHERE "manager" IS NOT NULL;
CREATE INDEX person_department ON "person" ("department") WHERE "department" IS NOT NULL;
CREATE INDEX person_site ON "person" ("site") WHERE "site" IS NOT NULL;

CREATE TABLE "device" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "tag" TEXT NOT NULL,
  "serial" TEXT,
  "name" TEXT,
  "kind" TEXT,
  "model" TEXT,
  "model_number" TEXT,
  "maker" TEXT,
  "status" TEXT,
  "holder" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "site" INTEGER REFERENCES "site" (id) DEFERRABLE INITIALLY DEFERRED,
  "condition" TEXT,
  "order" TEXT,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "cost" INTEGER,
  "cost_currency" TEXT,
  "purchased" TEXT,
  "in_service" TEXT,
  "warranty_end" TEXT,
  "refresh_due" TEXT,
  "life_months" INTEGER,
  "floor_value" INTEGER,
  "floor_value_currency" TEXT,
  "system" TEXT,
  "encrypted" INTEGER,
  "managed" INTEGER,
  "last_seen" TEXT,
  "notes" TEXT,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
  "source_seen" TEXT
) STRICT;
CREATE UNIQUE INDEX device_tag ON "device" (casefold("tag"));
CREATE UNIQUE INDEX device_serial ON "device" (casefold("serial"));
CREATE INDEX device_holder ON "device" ("holder") WHERE "holder" IS NOT NULL;
CREATE INDEX device_site ON "device" ("site") WHERE "site" IS NOT NULL;
CREATE INDEX device_vendor ON "device" ("vendor") WHERE "vendor" IS NOT NULL;

CREATE TABLE "app" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "function" TEXT,
  "category" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "state" TEXT,
  "sign_in" TEXT,
  "data_classes" TEXT,
  "criticality" TEXT,
  "offboarding" TEXT,
  "url" TEXT,
  "ai" INTEGER,
  "reviewed" TEXT,
  "found" TEXT,
  "unused_after_days" INTEGER,
  "underused_percent" INTEGER,
  "notes" TEXT
) STRICT;
CREATE UNIQUE INDEX app_name ON "app" (casefold("name"));
CREATE INDEX app_vendor ON "app" ("vendor") WHERE "vendor" IS NOT NULL;
CREATE INDEX app_owner ON "app" ("owner") WHERE "owner" IS NOT NULL;
CREATE INDEX app_deputy ON "app" ("deputy") WHERE "deputy" IS NOT NULL;

CREATE TABLE "contract" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "number" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "start" TEXT,
  "initial_months" INTEGER,
  "renewal_months" INTEGER,
  "notice_months" INTEGER,
  "notice_days" INTEGER,
  "postal_days" INTEGER,
  "renewal" TEXT,
  "decision" TEXT,
  "annual_value" INTEGER,
  "annual_value_currency" TEXT,
  "total_value" INTEGER,
  "total_value_currency" TEXT,
  "last_rise_tenths" INTEGER,
  "payment_terms" TEXT,
  "notice_form" TEXT,
  "signed" TEXT,
  "notes" TEXT
) STRICT;
CREATE UNIQUE INDEX contract_number ON "contract" (casefold("number"));
CREATE INDEX contract_name ON "contract" (casefold("name"));
CREATE INDEX contract_vendor ON "contract" ("vendor") WHERE "vendor" IS NOT NULL;
CREATE INDEX contract_owner ON "contract" ("owner") WHERE "owner" IS NOT NULL;

CREATE TABLE "licence_line" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "number" TEXT,
  "name" TEXT NOT NULL,
  "app" INTEGER REFERENCES "app" (id) DEFERRABLE INITIALLY DEFERRED,
  "contract" INTEGER REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "tier" TEXT,
  "metric" TEXT,
  "quantity" INTEGER,
  "included" INTEGER,
  "unit_price" INTEGER,
  "unit_price_currency" TEXT,
  "base_fee" INTEGER,
  "base_fee_currency" TEXT,
  "cheaper_price" INTEGER,
  "cheaper_price_currency" TEXT,
  "cadence" TEXT,
  "start" TEXT,
  "end" TEXT,
  "true_down" INTEGER,
  "licensed_to" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "holder" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "cost" INTEGER,
  "cost_currency" TEXT,
  "order" TEXT,
  "notes" TEXT,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX licence_line_number ON "licence_line" (casefold("number"));
CREATE INDEX licence_line_name ON "licence_line" (casefold("name"));
CREATE INDEX licence_line_app ON "licence_line" ("app") WHERE "app" IS NOT NULL;
CREATE INDEX licence_line_contract ON "licence_line" ("contract") WHERE "contract" IS NOT NULL;
CREATE INDEX licence_line_vendor ON "licence_line" ("vendor") WHERE "vendor" IS NOT NULL;
CREATE INDEX licence_line_licensed_to ON "licence_line" ("licensed_to") WHERE "licensed_to" IS NOT NULL;
CREATE INDEX licence_line_holder ON "licence_line" ("holder") WHERE "holder" IS NOT NULL;

CREATE TABLE "account" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "app" INTEGER NOT NULL REFERENCES "app" (id) DEFERRABLE INITIALLY DEFERRED,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "login" TEXT,
  "mail" TEXT,
  "display_name" TEXT,
  "state" TEXT,
  "role" TEXT,
  "privileged" INTEGER,
  "shared" INTEGER,
  "mfa" INTEGER,
  "last_used" TEXT,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
  "external_id" TEXT,
  "source_seen" TEXT
) STRICT;
CREATE UNIQUE INDEX account_name ON "account" (casefold("name"));
CREATE INDEX account_app ON "account" ("app") WHERE "app" IS NOT NULL;
CREATE INDEX account_person ON "account" ("person") WHERE "person" IS NOT NULL;

CREATE TABLE "entitlement" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "app" INTEGER NOT NULL REFERENCES "app" (id) DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT,
  "title" TEXT NOT NULL,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
  "external_id" TEXT,
  "source_seen" TEXT
) STRICT;
CREATE UNIQUE INDEX entitlement_name ON "entitlement" (casefold("name"));
CREATE INDEX entitlement_app ON "entitlement" ("app") WHERE "app" IS NOT NULL;

CREATE TABLE "grant" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "account" INTEGER NOT NULL REFERENCES "account" (id) DEFERRABLE INITIALLY DEFERRED,
  "entitlement" INTEGER NOT NULL REFERENCES "entitlement" (id) DEFERRABLE INITIALLY DEFERRED,
  "origin" TEXT,
  "reason" TEXT,
  "approver" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "since" TEXT,
  "expires" TEXT,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
  "source_seen" TEXT
) STRICT;
CREATE UNIQUE INDEX grant_name ON "grant" (casefold("name"));
CREATE INDEX grant_account ON "grant" ("account") WHERE "account" IS NOT NULL;
CREATE INDEX grant_entitlement ON "grant" ("entitlement") WHERE "entitlement" IS NOT NULL;
CREATE INDEX grant_approver ON "grant" ("approver") WHERE "approver" IS NOT NULL;

CREATE TABLE "seat" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "licence_line" INTEGER NOT NULL REFERENCES "licence_line" (id) DEFERRABLE INITIALLY DEFERRED,
  "account" INTEGER REFERENCES "account" (id) DEFERRABLE INITIALLY DEFERRED,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "since" TEXT,
  "last_used" TEXT,
  "active_percent" INTEGER,
  "usage_known" INTEGER,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX seat_name ON "seat" (casefold("name"));
CREATE INDEX seat_licence_line ON "seat" ("licence_line") WHERE "licence_line" IS NOT NULL;
CREATE INDEX seat_account ON "seat" ("account") WHERE "account" IS NOT NULL;
CREATE INDEX seat_person ON "seat" ("person") WHERE "person" IS NOT NULL;

CREATE TABLE "invoice_line" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "date" TEXT NOT NULL,
  "merchant" TEXT,
  "app" INTEGER REFERENCES "app" (id) DEFERRABLE INITIALLY DEFERRED,
  "contract" INTEGER REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "amount" INTEGER NOT NULL,
  "amount_currency" TEXT NOT NULL,
  "rate" TEXT,
  "file" TEXT,
  "file_hash" TEXT,
  "file_line" INTEGER,
  "match" TEXT,
  "cost_centre" TEXT
) STRICT;
CREATE UNIQUE INDEX invoice_line_name ON "invoice_line" (casefold("name"));
CREATE INDEX invoice_line_date ON "invoice_line" ("date");
CREATE INDEX invoice_line_app ON "invoice_line" ("app") WHERE "app" IS NOT NULL;
CREATE INDEX invoice_line_contract ON "invoice_line" ("contract") WHERE "contract" IS NOT NULL;

CREATE TABLE "template" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "occasion" TEXT,
  "department" INTEGER REFERENCES "department" (id) DEFERRABLE INITIALLY DEFERRED,
  "site" INTEGER REFERENCES "site" (id) DEFERRABLE INITIALLY DEFERRED,
  "person_type" TEXT,
  "notes" TEXT
) STRICT;
CREATE UNIQUE INDEX template_name ON "template" (casefold("name"));
CREATE INDEX template_department ON "template" ("department") WHERE "department" IS NOT NULL;
CREATE INDEX template_site ON "template" ("site") WHERE "site" IS NOT NULL;

CREATE TABLE "template_step" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "template" INTEGER NOT NULL REFERENCES "template" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "kind" TEXT,
  "action" TEXT,
  "app" INTEGER REFERENCES "app" (id) DEFERRABLE INITIALLY DEFERRED,
  "argument" TEXT,
  "offset_days" INTEGER,
  "hour" TEXT,
  "depends_on" TEXT,
  "owner_role" TEXT,
  "baseline_minutes" INTEGER
) STRICT;
CREATE UNIQUE INDEX template_step_name ON "template_step" (casefold("name"));
CREATE INDEX template_step_template ON "template_step" ("template") WHERE "template" IS NOT NULL;
CREATE INDEX template_step_app ON "template_step" ("app") WHERE "app" IS NOT NULL;

CREATE TABLE "run" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "number" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "occasion" TEXT,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "state" TEXT,
  "plan_hash" TEXT,
  "effective_at" TEXT,
  "notice_at" TEXT,
  "started" TEXT,
  "finished" TEXT
) STRICT;
CREATE UNIQUE INDEX run_number ON "run" (casefold("number"));
CREATE INDEX run_person ON "run" ("person") WHERE "person" IS NOT NULL;

CREATE TABLE "step" (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "run" INTEGER NOT NULL REFERENCES "run" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "sign" TEXT,
  "kind" TEXT,
  "title" TEXT NOT NULL,
  "detail" TEXT,
  "warning" TEXT,
  "target" TEXT,
  "item" TEXT,
  "closing" TEXT,
  "due" TEXT,
  "monthly_cost" INTEGER,
  "monthly_cost_currency" TEXT,
  "depends_on" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "irreversible" INTEGER,
  "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
  "action" TEXT,
  "input" TEXT,
  "changes" TEXT,
  "state" TEXT,
  "attempts" INTEGER,
  "next_try" TEXT,
  "result" TEXT,
  "evidence" TEXT,
  "started" TEXT,
  "finished" TEXT,
  "baseline_minutes" INTEGER
) STRICT;
CREATE UNIQUE INDEX step_name ON "step" (casefold("name"));
CREATE INDEX step_run ON "step" ("run") WHERE "run" IS NOT NULL;
CREATE INDEX step_owner ON "step" ("owner") WHERE "owner" IS NOT NULL;

