-- What people read and what must leave. The complaint workflow is the only writer of a complaint's state after
-- intake; personal data stands in `reporters`, `supporters` and the free texts, nowhere else.

CREATE TABLE policies (
  version text PRIMARY KEY,
  content jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('officer', 'supervisor', 'agency_head', 'command_centre', 'administrator', 'application')),
  agency text,
  label text NOT NULL,
  -- The first letters, to recognise a key by; the rest is only known as a hash.
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  CHECK ((role IN ('officer', 'supervisor', 'agency_head')) = (agency IS NOT NULL))
);

CREATE TABLE complaints (
  id uuid PRIMARY KEY,
  tracking_code text NOT NULL UNIQUE,

  -- What was filed.
  description text NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  address text,
  district text NOT NULL,
  approximate boolean NOT NULL DEFAULT false,
  anonymous boolean NOT NULL DEFAULT false,
  confidential boolean NOT NULL DEFAULT false,
  channel text NOT NULL DEFAULT 'web',

  -- The state of the case, a projection of its timeline (domain/apply.ts).
  sequence integer NOT NULL,
  status text NOT NULL,
  outcome text,
  category text NOT NULL,
  agency text NOT NULL,
  policy_version text NOT NULL REFERENCES policies (version),
  filed_by uuid REFERENCES api_keys (id),
  received_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  rejected_at timestamptz,
  closed_at timestamptz,
  cycle integer NOT NULL,
  target_hours integer NOT NULL,
  acknowledge_by timestamptz,
  resolve_by timestamptz NOT NULL,
  -- When the engine has to wake up next if nobody acts; what the watchdog and the fast-forward look at.
  next_due_by timestamptz,
  escalation_level smallint NOT NULL,
  decision_pending boolean NOT NULL,
  assignment integer NOT NULL,
  published boolean NOT NULL,
  merged_into uuid REFERENCES complaints (id),
  absorbed uuid[] NOT NULL DEFAULT '{}',

  -- Housekeeping.
  hidden_at timestamptz,
  -- The row is the outbox of the engine: null until its workflow was started.
  workflow_started_at timestamptz,
  start_claimed_until timestamptz,
  -- How far a developer has moved this case's clock on, in milliseconds; 0 in production.
  clock_offset bigint NOT NULL DEFAULT 0,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX complaints_unstarted ON complaints (received_at) WHERE workflow_started_at IS NULL;
CREATE INDEX complaints_open_due ON complaints (next_due_by) WHERE next_due_by IS NOT NULL;
CREATE INDEX complaints_newest ON complaints (received_at DESC, id DESC);
CREATE INDEX complaints_by_agency ON complaints (agency, received_at DESC, id DESC);
CREATE INDEX complaints_open_by_place ON complaints (category, latitude, longitude)
  WHERE status IN ('submitted', 'assigned', 'acknowledged', 'in_progress');
CREATE INDEX complaints_merged ON complaints (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX complaints_unfinished ON complaints (id) WHERE status NOT IN ('closed', 'withdrawn', 'duplicate');
-- Cases whose clock a developer has moved; an interval can't be taken from a timestamptz inside an index.
CREATE INDEX complaints_moved ON complaints (id) WHERE clock_offset <> 0;

CREATE TABLE reporters (
  complaint_id uuid PRIMARY KEY REFERENCES complaints (id),
  name text,
  email text,
  phone text,
  language text NOT NULL,
  email_confirmed_at timestamptz,
  mails_stopped_at timestamptz,
  token_generation integer NOT NULL DEFAULT 1,
  erased_at timestamptz
);
CREATE INDEX reporters_by_email ON reporters (lower(email)) WHERE email IS NOT NULL;

CREATE TABLE supporters (
  id uuid PRIMARY KEY,
  complaint_id uuid NOT NULL REFERENCES complaints (id),
  email text,
  language text NOT NULL,
  email_confirmed_at timestamptz,
  mails_stopped_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX supporters_once ON supporters (complaint_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX supporters_by_complaint ON supporters (complaint_id);
CREATE INDEX supporters_by_email ON supporters (lower(email)) WHERE email IS NOT NULL;

-- Text and photos of an act, stored before the engine hears of it.
CREATE TABLE act_inputs (
  id uuid PRIMARY KEY,
  complaint_id uuid NOT NULL REFERENCES complaints (id),
  act text NOT NULL,
  request_id text NOT NULL UNIQUE,
  body_hash bytea NOT NULL,
  text text,
  -- The complaint whose reporter wrote it (after a merge, not the one that it was said on); null for staff.
  reporter_of uuid REFERENCES complaints (id),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX act_inputs_by_reporter ON act_inputs (reporter_of) WHERE reporter_of IS NOT NULL;

CREATE TABLE photos (
  id uuid PRIMARY KEY,
  complaint_id uuid NOT NULL REFERENCES complaints (id),
  -- Null for the photos that came with the complaint.
  input_id uuid REFERENCES act_inputs (id),
  position smallint NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  bytes integer NOT NULL,
  hidden_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX photos_by_complaint ON photos (complaint_id, position);

CREATE TABLE timeline_events (
  complaint_id uuid NOT NULL REFERENCES complaints (id),
  sequence integer NOT NULL,
  type text NOT NULL,
  at timestamptz NOT NULL,
  due_at timestamptz,
  actor_kind text NOT NULL,
  actor_agency text,
  actor_ref text,
  data jsonb NOT NULL,
  -- No reference: an integrator's message may name what is not there, and must not hold up the timeline for that.
  input_id uuid,
  request_id text,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (complaint_id, sequence)
);
CREATE INDEX timeline_events_by_request ON timeline_events (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE notifications (
  id uuid PRIMARY KEY,
  complaint_id uuid NOT NULL REFERENCES complaints (id),
  sequence integer NOT NULL,
  kind text NOT NULL,
  -- A reference (`reporter:<complaint>`, `supporter:<id>`, `agency:pupr`, `command_centre:jcoc`), never an address.
  recipient text NOT NULL,
  -- Assignment that the links of a staff mail belong to.
  assignment integer NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed', 'suppressed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  leased_until timestamptz,
  lease uuid,
  -- A code and an SMTP status, never an address.
  last_error text,
  -- When it should have been written; later than that by more than minutes, the mail says so.
  due_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Since when the couriers try: its creation, or the last replay.
  queued_at timestamptz NOT NULL DEFAULT now(),
  -- When it was counted against the few mails that an unconfirmed address gets.
  budgeted_at timestamptz,
  sent_at timestamptz,
  UNIQUE (complaint_id, sequence, kind, recipient)
);
CREATE INDEX notifications_due ON notifications (next_attempt_at) WHERE state = 'pending';
CREATE INDEX notifications_stuck ON notifications (created_at) WHERE state = 'failed';
CREATE INDEX notifications_budgeted ON notifications (recipient) WHERE budgeted_at IS NOT NULL;

-- Answers to POSTs that carried an Idempotency-Key, by who asked.
CREATE TABLE idempotency_keys (
  scope text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  complaint_id uuid REFERENCES complaints (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_by_complaint ON idempotency_keys (complaint_id);

CREATE TABLE ratings (
  complaint_id uuid PRIMARY KEY REFERENCES complaints (id),
  stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  text text,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Who changed what outside the timeline: hiding, keys, erasure.
CREATE TABLE audit_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}'
);
