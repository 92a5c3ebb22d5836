-- What others are told of a complaint's way, by when it was recorded; what it reads names these types alone.
CREATE INDEX timeline_events_told ON timeline_events (recorded_at, complaint_id, sequence)
  WHERE type IN (
    'acknowledged', 'started', 'resolved', 'rejected', 'reassigned', 'reopened', 'closed', 'withdrawn', 'merged', 'noted'
  );
