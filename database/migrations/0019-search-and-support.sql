-- Words of text and address together, in small letters with single spaces around each, so that they are found in any
-- order, at their beginning, and as a phrase whatever stands between them. As domain/search-terms.ts reads a search.
ALTER TABLE complaints ADD COLUMN words text NOT NULL GENERATED ALWAYS AS (
  ' ' || regexp_replace(
    lower(description || ' ' || coalesce(address, '')),
    '[\s!-/:-@\[-`{-~\u00A0-\u00BF\u2000-\u200B\u2010-\u206F\u3000-\u303F]+', ' ', 'g'
  ) || ' '
) STORED;
DROP INDEX complaints_words, complaints_address_words;
CREATE INDEX complaints_words ON complaints USING gin (words gin_trgm_ops);
-- Half of a code.
CREATE INDEX complaints_code_parts ON complaints USING gin (tracking_code gin_trgm_ops);

-- "Me too" counts once for each browser or device, and not for the one that filed: the hash of a secret that it keeps,
-- another at each complaint.
ALTER TABLE supporters ADD COLUMN device_hash bytea;
CREATE UNIQUE INDEX supporters_once_a_device ON supporters (complaint_id, device_hash) WHERE device_hash IS NOT NULL;
ALTER TABLE reporters ADD COLUMN device_hash bytea;
