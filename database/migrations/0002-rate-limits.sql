-- Requests counted by network or key; rows older than their window are swept by the API.
CREATE UNLOGGED TABLE rate_limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX rate_limits_expired ON rate_limits (expire);
