-- What the watchdog remembers from round to round, whichever process looks next.

-- Cases that were due without anything having been recorded, and were woken for it.
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
  -- The run that the log has told of last.
  run_id text NOT NULL,
  -- A code of the engine, or the name of an error.
  failure_type text NOT NULL,
  rebuilds integer NOT NULL DEFAULT 0,
  next_rebuild_at timestamptz NOT NULL DEFAULT now(),
  -- Rebuilt as often as makes sense: an operator has been called.
  given_up_at timestamptz,
  -- Since when it has been seen going on again.
  healthy_since timestamptz
);

-- What the last look at all cases found; every process shows it.
CREATE TABLE watchdog_looks (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  looked_at timestamptz NOT NULL,
  findings jsonb NOT NULL
);
