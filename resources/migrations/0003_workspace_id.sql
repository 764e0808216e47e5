-- Whose secrets a computer keeps is told by this id; every copy and backup of the file carries it.
-- old_secrets: 1 where an earlier version may have kept secrets in the key store under the numbers of sources alone.
ALTER TABLE meta ADD COLUMN workspace_id TEXT NOT NULL DEFAULT '';
ALTER TABLE meta ADD COLUMN old_secrets INTEGER NOT NULL DEFAULT 0;
UPDATE meta SET workspace_id = lower(hex(randomblob(16))), old_secrets = set_count > 0;
