-- Connections of any vendor: their settings, what their streams leave, where a source and this workspace differ.

ALTER TABLE "source" ADD COLUMN "config" TEXT;
ALTER TABLE "source" ADD COLUMN "auth" TEXT;
ALTER TABLE "source" ADD COLUMN "every_minutes" INTEGER;
ALTER TABLE "source" ADD COLUMN "on_start" INTEGER;
ALTER TABLE "source" ADD COLUMN "quiet_from" TEXT;
ALTER TABLE "source" ADD COLUMN "quiet_to" TEXT;
ALTER TABLE "source" ADD COLUMN "writes" INTEGER;
ALTER TABLE "source" ADD COLUMN "hr" INTEGER;
UPDATE "source" SET config = json_object('base', base) WHERE base IS NOT NULL;
-- A connection made before this choice existed was made to be written to.
UPDATE "source" SET writes = 1 WHERE kind = 'vendor' AND descriptor IS NOT NULL;
UPDATE "source" SET state = 'ready' WHERE state = 'paused';
ALTER TABLE "source" DROP COLUMN "base";
ALTER TABLE "source" DROP COLUMN "resume";

ALTER TABLE "person" ADD COLUMN "external_id" TEXT;
ALTER TABLE "device" ADD COLUMN "compliant" INTEGER;
ALTER TABLE "device" ADD COLUMN "external_id" TEXT;
ALTER TABLE "app" ADD COLUMN "service" TEXT;
ALTER TABLE "app" ADD COLUMN "service_since" TEXT;
ALTER TABLE "app" ADD COLUMN "incident" TEXT;
ALTER TABLE "licence_line" ADD COLUMN "used" INTEGER;
ALTER TABLE "licence_line" ADD COLUMN "external_id" TEXT;
ALTER TABLE "licence_line" ADD COLUMN "source_seen" TEXT;
ALTER TABLE "seat" ADD COLUMN "ends" TEXT;
ALTER TABLE "seat" ADD COLUMN "external_id" TEXT;
ALTER TABLE "seat" ADD COLUMN "source_seen" TEXT;
ALTER TABLE "account" ADD COLUMN "kind" TEXT;
ALTER TABLE "account" ADD COLUMN "created" TEXT;
ALTER TABLE "entitlement" ADD COLUMN "dynamic" INTEGER;
ALTER TABLE "entitlement" ADD COLUMN "synced" INTEGER;
ALTER TABLE "entitlement" ADD COLUMN "everyone" INTEGER;
ALTER TABLE "entitlement" ADD COLUMN "scopes" TEXT;
ALTER TABLE "grant" ADD COLUMN "scopes" TEXT;
ALTER TABLE "grant" ADD COLUMN "last_used" TEXT;
ALTER TABLE "grant" ADD COLUMN "external_id" TEXT;
ALTER TABLE "invoice_line" ADD COLUMN "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "invoice_line" ADD COLUMN "memo" TEXT;
ALTER TABLE "invoice_line" ADD COLUMN "source" INTEGER REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "invoice_line" ADD COLUMN "external_id" TEXT;
CREATE INDEX invoice_line_vendor ON "invoice_line" ("vendor") WHERE "vendor" IS NOT NULL;
ALTER TABLE "step" ADD COLUMN "follow_until" TEXT;

-- What follows stands beside the records: no revision, no audit row. It says what was looked at, not what is so.

-- Where each stream of a source goes on: what its last reading left, and where one that was stopped goes on (JSON).
CREATE TABLE stream_state (
  source INTEGER NOT NULL REFERENCES "source" (id) ON DELETE CASCADE,
  stream TEXT NOT NULL,
  memory TEXT,
  resume TEXT,
  PRIMARY KEY (source, stream)
) STRICT, WITHOUT ROWID;

-- The last readings of each stream.
CREATE TABLE stream_reading (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES "source" (id) ON DELETE CASCADE,
  stream TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT NOT NULL,
  told INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX stream_reading_stream ON stream_reading (source, stream, id);

-- Which stream told which key, where several streams of a source tell one table.
CREATE TABLE told_key (
  source INTEGER NOT NULL REFERENCES "source" (id) ON DELETE CASCADE,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (source, stream, kind, key)
) STRICT, WITHOUT ROWID;

-- What a source says otherwise than somebody entered here.
CREATE TABLE drift (
  source INTEGER NOT NULL REFERENCES "source" (id) ON DELETE CASCADE,
  entity TEXT NOT NULL,
  record INTEGER NOT NULL,
  field TEXT NOT NULL,
  theirs TEXT NOT NULL,
  seen TEXT NOT NULL,
  kept INTEGER NOT NULL,
  PRIMARY KEY (source, record, field)
) STRICT, WITHOUT ROWID;
