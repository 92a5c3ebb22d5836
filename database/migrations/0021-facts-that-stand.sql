-- Figures of a day, a week or four weeks are counted from what no later act changes.

-- Receipts and resolutions, by when they happened.
CREATE INDEX timeline_events_counted ON timeline_events (at, type) WHERE type IN ('received', 'resolved');

-- Since when it is known whether the promise was kept: its answer, or the instant that passed without one. Null for
-- what is not decided, and for what nobody has told anew since this column (database/cases/promise-catch-up.ts).
ALTER TABLE promise_facts ADD COLUMN decided_at timestamptz;

DROP INDEX promise_facts_by_receipt;
CREATE INDEX promise_facts_by_receipt ON promise_facts (received_at) INCLUDE (agency, category, confidential,
  target_hours, acknowledge_by, resolve_by, acknowledged_in_time, resolved_in_time, decided_at, answer,
  hours_to_resolve, tenths_to_resolve, extended, reopened, stars);
