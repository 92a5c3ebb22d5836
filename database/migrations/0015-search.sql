-- Words of texts and addresses, wherever they stand, in a city's years of complaints.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX complaints_words ON complaints USING gin (lower(description) gin_trgm_ops);
CREATE INDEX complaints_address_words ON complaints USING gin (lower(address) gin_trgm_ops) WHERE address IS NOT NULL;
