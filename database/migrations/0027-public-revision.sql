-- Counts how often something that everybody could read was taken back: hidden, erased, withdrawn, made confidential. Copies of
-- public lists are good for one number only (web/browse/public-documents.ts). A trigger, so that no writer can forget it.
CREATE TABLE public_revision (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  number bigint NOT NULL
);
INSERT INTO public_revision (number) VALUES (0);

CREATE FUNCTION raise_public_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public_revision SET number = number + 1;
  RETURN NULL;
END $$;

-- At the end of the transaction: two that hide wait for each other's commit alone, and never in a circle.
CREATE CONSTRAINT TRIGGER complaints_taken_back AFTER UPDATE ON complaints
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (
  (NEW.confidential AND NOT OLD.confidential)
  OR (OLD.published AND OLD.hidden_at IS NULL AND NOT (NEW.published AND NEW.hidden_at IS NULL))
  OR (OLD.description, OLD.address, OLD.latitude, OLD.longitude)
    IS DISTINCT FROM (NEW.description, NEW.address, NEW.latitude, NEW.longitude)
)
EXECUTE FUNCTION raise_public_revision();
