-- People who work on complaints, how they prove who they are, and where they are signed in. Nobody is ever deleted:
-- timelines and assignments go on naming who acted.

CREATE TABLE staff (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('officer', 'supervisor', 'agency_head', 'command_centre', 'administrator')),
  agency text,
  language text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_signed_in_at timestamptz,
  deactivated_at timestamptz,
  CHECK ((role IN ('officer', 'supervisor', 'agency_head')) = (agency IS NOT NULL))
);
CREATE UNIQUE INDEX staff_by_email ON staff (lower(email));

-- A mailed link is derived from the id, so nothing here opens anything.
CREATE TABLE sign_in_requests (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  -- Roughly, to be recognised by: “Chrome, Android”.
  device text,
  -- Page of this site to go on to.
  next_page text,
  requested_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX sign_in_requests_by_staff ON sign_in_requests (staff_id);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  -- SHA-256 of the token, which only the browser has.
  hash bytea NOT NULL UNIQUE,
  device text,
  opened_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sessions_by_staff ON sessions (staff_id);
