-- The order of staff's lists as columns, so that a page of it is read from an index.
ALTER TABLE complaints
  -- What still has to be done first, then what is answered and may be objected to, then what is over.
  ADD COLUMN desk_rank smallint GENERATED ALWAYS AS (
    CASE
      WHEN status IN ('submitted', 'assigned', 'acknowledged', 'in_progress') THEN 0
      WHEN status IN ('resolved', 'rejected') THEN 1
      ELSE 2
    END
  ) STORED,
  -- Of open ones the instant by which the agency has to acknowledge or resolve, in epoch milliseconds on the real
  -- clock (what a developer moved is taken off); of the others, as they come after, the latest end first.
  ADD COLUMN desk_order bigint GENERATED ALWAYS AS (
    CASE
      WHEN status IN ('submitted', 'assigned', 'acknowledged', 'in_progress') THEN
        (extract(epoch FROM coalesce(acknowledge_by, resolve_by) - timestamptz '1970-01-01 00:00:00+00') * 1000)::bigint
          - clock_offset
      ELSE
        -(extract(epoch FROM coalesce(closed_at, resolved_at, rejected_at, received_at)
          - timestamptz '1970-01-01 00:00:00+00') * 1000)::bigint
    END
  ) STORED;

CREATE INDEX complaints_desk ON complaints (desk_rank, desk_order, id);
CREATE INDEX complaints_desk_by_agency ON complaints (agency, desk_rank, desk_order, id);
-- What came to a list since somebody looked.
CREATE INDEX timeline_events_arrivals ON timeline_events (recorded_at)
  WHERE type IN ('assigned', 'reassigned', 'reopened');
