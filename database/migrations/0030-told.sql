-- Whether the reporter was told of the answer: a case is closed by silence only after that. The timeline is the truth; these columns are
-- for what looks for cases that nobody was told of.
ALTER TABLE complaints
  ADD COLUMN answer_sequence integer,
  ADD COLUMN told_at timestamptz,
  ADD COLUMN unreached_at timestamptz;

UPDATE complaints SET answer_sequence = (
  SELECT max(event.sequence) FROM timeline_events event
  WHERE event.complaint_id = complaints.id AND event.type IN ('resolved', 'rejected'))
WHERE status IN ('resolved', 'rejected', 'closed');

CREATE INDEX complaints_untold ON complaints (id) WHERE status IN ('resolved', 'rejected') AND told_at IS NULL;
