-- What the command centre does itself: it works a case in its agency's place, and declares an agency out.

ALTER TABLE complaints ADD COLUMN taken_over boolean NOT NULL DEFAULT false;

-- An agency that cannot work for some hours (a flood, a holiday): the deadlines of its open cases move by them.
CREATE TABLE agency_outages (
  id uuid PRIMARY KEY,
  agency text NOT NULL,
  hours integer NOT NULL CHECK (hours BETWEEN 1 AND 336),
  -- Reporters read it.
  reason text NOT NULL,
  -- What the engine still has to do for it, or has done.
  state text NOT NULL DEFAULT 'shifting' CHECK (state IN ('shifting', 'shifted', 'undoing', 'undone')),
  -- Credentials: `key:<id>`, `staff:<id>`.
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  undone_by text,
  undone_at timestamptz,
  CHECK ((undone_by IS NULL) = (undone_at IS NULL)),
  CHECK ((undone_at IS NULL) = (state IN ('shifting', 'shifted')))
);
CREATE INDEX agency_outages_by_agency ON agency_outages (agency, created_at DESC, id DESC);
CREATE INDEX agency_outages_unfinished ON agency_outages (created_at) WHERE state IN ('shifting', 'undoing');

-- The cases that the agency had open when it was declared out: what the engine works through, each exactly once.
CREATE TABLE agency_outage_cases (
  outage_id uuid NOT NULL REFERENCES agency_outages (id),
  complaint_id uuid NOT NULL REFERENCES complaints (id),
  -- `left`: it had another agency or an answer by then, or no deadline to come; `kept`: nothing was left to give back.
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'shifted', 'left', 'given_back', 'kept')),
  -- When the engine last failed to reach it: the others come first.
  tried_at timestamptz,
  PRIMARY KEY (outage_id, complaint_id)
);
CREATE INDEX agency_outage_cases_to_do ON agency_outage_cases (outage_id, state, tried_at NULLS FIRST)
  WHERE state IN ('waiting', 'shifted');
