-- Whether the promise of each complaint was kept: one narrow row, so that years are counted quickly. Computed from the
-- timeline (domain/promise-facts.ts) in the transaction that writes it. Contains nothing personal.
CREATE TABLE promise_facts (
  complaint_id uuid PRIMARY KEY REFERENCES complaints (id),
  -- Of the last event that the row reflects.
  sequence integer NOT NULL,
  received_at timestamptz NOT NULL,
  agency text NOT NULL,
  category text NOT NULL,
  district text NOT NULL,
  confidential boolean NOT NULL,
  policy_version text NOT NULL REFERENCES policies (version),
  target_hours integer NOT NULL,
  -- Until when, while it is open whether: what passes it counts as missed, also before the engine has recorded that.
  acknowledge_by timestamptz,
  resolve_by timestamptz,
  acknowledged_in_time boolean,
  resolved_in_time boolean,
  answer text CHECK (answer IN ('resolved', 'rejected')),
  -- From receipt to the first answer.
  hours_to_resolve double precision CHECK ((hours_to_resolve IS NULL) = (answer IS NULL)),
  -- For counting: medians are shown to a tenth of an hour.
  -- The least of nothing and a number is the number.
  tenths_to_resolve smallint GENERATED ALWAYS AS (
    CASE WHEN hours_to_resolve IS NOT NULL THEN least(round(hours_to_resolve * 10), 32767)::smallint END) STORED,
  extended boolean NOT NULL,
  reopened boolean NOT NULL,
  -- The reporter's rating, the last one given.
  stars smallint CHECK (stars BETWEEN 1 AND 5)
);
-- A period is read from here alone; whose cases they are is among what it carries.
CREATE INDEX promise_facts_by_receipt ON promise_facts (received_at) INCLUDE (agency, category, confidential,
  target_hours, acknowledge_by, resolve_by, acknowledged_in_time, resolved_in_time, answer, hours_to_resolve,
  tenths_to_resolve, extended, reopened, stars);
