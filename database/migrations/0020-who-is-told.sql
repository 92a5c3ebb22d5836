-- When the reporter withdrew and left the case to others who have the same problem.
ALTER TABLE complaints ADD COLUMN reporter_left_at timestamptz;
CREATE INDEX complaints_left ON complaints (reporter_left_at) WHERE reporter_left_at IS NOT NULL;

-- Hash of an address together with the secret of the browser or device that gave it: once the holder of the mailbox has
-- confirmed one such address, what comes from the same browser with the same address is theirs as well.
ALTER TABLE reporters ADD COLUMN known_by bytea;
CREATE INDEX reporters_known_by ON reporters (known_by) WHERE known_by IS NOT NULL;
ALTER TABLE supporters ADD COLUMN known_by bytea;
CREATE INDEX supporters_known_by ON supporters (known_by) WHERE known_by IS NOT NULL;

-- Hash of the address that a mail was counted for: a reporter may correct theirs, and the old one got its mail all the same.
-- Mails of before have none: SQL cannot tell which address each went to, so they are counted for nobody. Once, at this migration, every
-- address that nobody has confirmed has its whole budget of the day anew (12 mails, domain/mail-budget.ts).
ALTER TABLE notifications ADD COLUMN budgeted_for bytea;
CREATE INDEX notifications_by_budget ON notifications (budgeted_for, budgeted_at) WHERE budgeted_for IS NOT NULL;
