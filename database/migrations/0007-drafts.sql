-- What somebody is about to file. A draft belongs to a browser, by the hash of its cookie; it lives for a day, and what
-- it holds goes with the complaint's own transaction when it is filed.

CREATE TABLE drafts (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  -- Each change is the next one, so that nobody files what they have not seen.
  revision integer NOT NULL DEFAULT 1,

  description text,
  category text,
  -- The text speaks of danger to life, and its writer says that there is none.
  no_danger boolean NOT NULL DEFAULT false,
  latitude double precision,
  longitude double precision,
  district text,
  landmark text,
  -- What others reported around the place was shown, and is something else.
  similar_seen boolean NOT NULL DEFAULT false,
  -- Of the reporter; nowhere but here until it is filed.
  name text,
  email text,
  phone text,
  anonymous boolean NOT NULL DEFAULT false,
  confidential boolean NOT NULL DEFAULT false,
  contact_seen boolean NOT NULL DEFAULT false,

  -- What it became; the draft is empty then.
  complaint_id uuid REFERENCES complaints (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX drafts_expired ON drafts (expires_at);
CREATE INDEX drafts_filed ON drafts (complaint_id) WHERE complaint_id IS NOT NULL;

CREATE TABLE draft_photos (
  id uuid PRIMARY KEY,
  draft_id uuid NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
  width integer NOT NULL,
  height integer NOT NULL,
  bytes integer NOT NULL,
  -- When and where it was taken; of a filed photo only the verdict remains.
  capture jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX draft_photos_by_draft ON draft_photos (draft_id, created_at, id);
