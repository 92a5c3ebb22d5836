-- Mails that are about no complaint: the link that signs staff in, the supervisors' morning digest. `occasion` makes
-- one of them the one it is: the id of a sign-in request, a day.
ALTER TABLE notifications
  ALTER COLUMN complaint_id DROP NOT NULL,
  ALTER COLUMN sequence DROP NOT NULL,
  ALTER COLUMN assignment DROP NOT NULL,
  ADD COLUMN occasion text,
  ADD CONSTRAINT notifications_of_a_complaint_or_an_occasion CHECK (
    num_nonnulls(complaint_id, sequence, assignment) = CASE WHEN occasion IS NULL THEN 3 ELSE 0 END
  );

CREATE UNIQUE INDEX notifications_by_occasion ON notifications (kind, recipient, occasion) WHERE complaint_id IS NULL;
