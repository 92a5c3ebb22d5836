-- The order of the city's feed. Only committed events get a position, from one publisher at a time, so whoever has read
-- up to a position has missed nothing below it.
ALTER TABLE timeline_events ADD COLUMN position bigint;

UPDATE timeline_events e SET position = numbered.position
FROM (
  SELECT complaint_id, sequence, row_number() OVER (ORDER BY recorded_at, complaint_id, sequence) AS position
  FROM timeline_events
) AS numbered
WHERE e.complaint_id = numbered.complaint_id AND e.sequence = numbered.sequence;

CREATE UNIQUE INDEX timeline_events_by_position ON timeline_events (position) WHERE position IS NOT NULL;
-- What waits for a position; nearly always empty.
CREATE INDEX timeline_events_unpublished ON timeline_events (recorded_at, complaint_id, sequence)
  WHERE position IS NULL;
