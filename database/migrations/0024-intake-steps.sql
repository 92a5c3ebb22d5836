-- Who is asked for a step before a complaint is taken, since their network is above its limit.

-- A turn for a draft whose sender waits instead of having their device work. Networks stand here as digests.
CREATE TABLE filing_turns (
  draft_id uuid PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
  network bytea NOT NULL,
  due_at timestamptz NOT NULL
);
CREATE INDEX filing_turns_by_network ON filing_turns (network, due_at);

-- How often that was asked, for the command centre; of use for minutes.
CREATE TABLE intake_pressure (
  minute timestamptz NOT NULL,
  network bytea NOT NULL,
  asked integer NOT NULL,
  PRIMARY KEY (minute, network)
);
