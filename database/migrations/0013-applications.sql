-- Keys of the city's other applications: what each may do, under which name it files, how long it lives, and secrets
-- that can be changed without a gap.
ALTER TABLE api_keys
  -- What an application may do; keys of staff may what their role may.
  ADD COLUMN scopes text[] NOT NULL DEFAULT '{}',
  -- What complaints that it files are said to have come by; `api` when null.
  ADD COLUMN channel text,
  ADD COLUMN expires_at timestamptz,
  ADD CONSTRAINT api_keys_of_applications CHECK (role = 'application' OR (scopes = '{}' AND channel IS NULL)),
  ADD CONSTRAINT api_keys_channel_is_a_slug CHECK (channel ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

-- What applications could do before there were scopes; nothing that came later.
UPDATE api_keys SET scopes = '{complaints:file,complaints:act}' WHERE role = 'application';

-- Two of a key work side by side while a rotation overlaps. They are kept when they work no more, so that a leaked one
-- can still be told to be ours.
CREATE TABLE api_key_secrets (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  key_id uuid NOT NULL REFERENCES api_keys (id),
  -- The first letters, to recognise it by; the rest is only known as a hash.
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null for the one that was given out last.
  ends_at timestamptz
);
CREATE UNIQUE INDEX api_key_secrets_last ON api_key_secrets (key_id) WHERE ends_at IS NULL;
CREATE INDEX api_key_secrets_by_key ON api_key_secrets (key_id, created_at);

INSERT INTO api_key_secrets (key_id, prefix, hash, created_at) SELECT id, prefix, hash, created_at FROM api_keys;
ALTER TABLE api_keys DROP COLUMN prefix, DROP COLUMN hash;

-- The number that a complaint has in the application that filed it.
ALTER TABLE complaints ADD COLUMN external_reference text;
CREATE INDEX complaints_by_reference ON complaints (external_reference, filed_by) WHERE external_reference IS NOT NULL;
CREATE INDEX complaints_by_channel ON complaints (channel, received_at DESC, id DESC) WHERE channel <> 'web';

-- Both are kept for some weeks only.
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CREATE INDEX notifications_of_occasions ON notifications (created_at) WHERE complaint_id IS NULL;
