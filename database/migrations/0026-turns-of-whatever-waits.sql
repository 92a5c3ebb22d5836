-- A turn is of whatever waits to be taken: a draft, or the complaint whose reporter corrects their address.
ALTER TABLE filing_turns DROP CONSTRAINT filing_turns_draft_id_fkey;
ALTER TABLE filing_turns RENAME COLUMN draft_id TO subject;
-- With its draft a turn went by itself; now it is removed once it is over.
CREATE INDEX filing_turns_by_due ON filing_turns (due_at);
