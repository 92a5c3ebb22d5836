-- What the watchdog remembers from one round to the next, in whichever process that runs.

-- Cases whose deadline passed unrecorded, and which were woken for it.
CREATE TABLE late_cases (
  complaint_id uuid PRIMARY KEY REFERENCES complaints (id),
  -- The deadline that they were woken for.
  due_by timestamptz NOT NULL,
  wakes integer NOT NULL,
  woken_at timestamptz NOT NULL
);

-- Cases whose execution cannot go on: its workflow tasks fail again and again.
CREATE TABLE wedged_cases (
  complaint_id uuid PRIMARY KEY REFERENCES complaints (id),
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  -- The last run that was logged as wedged.
  run_id text NOT NULL,
  -- A failure code of Temporal, or the name of an error.
  failure_type text NOT NULL,
  rebuilds integer NOT NULL DEFAULT 0,
  next_rebuild_at timestamptz NOT NULL DEFAULT now(),
  -- Rebuilding has not helped: an operator has to look.
  given_up_at timestamptz,
  -- Since when it goes on again.
  healthy_since timestamptz
);

-- The findings of the last look at all cases: one row, which every process reads.
CREATE TABLE watchdog_looks (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  looked_at timestamptz NOT NULL,
  findings jsonb NOT NULL
);
