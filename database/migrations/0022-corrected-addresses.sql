-- A reporter may correct the address that they mistyped, more than once between two events: each new one is written to.
-- `correction` is the generation of their links that begins with it; 0 for everything else.
ALTER TABLE notifications
  ADD COLUMN correction integer NOT NULL DEFAULT 0,
  DROP CONSTRAINT notifications_complaint_id_sequence_kind_recipient_key,
  ADD UNIQUE (complaint_id, sequence, kind, recipient, correction);
