-- Phones that are pushed the news of a complaint, and what they were sent.

CREATE TABLE push_subscriptions (
  id uuid PRIMARY KEY,
  -- SHA-256: an endpoint is longer than an index takes.
  endpoint_hash bytea NOT NULL UNIQUE,
  -- The phone's own address at the push service of its browser, and the keys that only this phone decrypts with.
  endpoint text NOT NULL,
  p256dh text NOT NULL,
  auth text NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Whose news each phone is sent: the complaint of the reporter who holds it.
CREATE TABLE push_of_complaints (
  subscription_id uuid NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
  complaint_id uuid NOT NULL REFERENCES complaints (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subscription_id, complaint_id)
);
CREATE INDEX push_of_complaints_by_complaint ON push_of_complaints (complaint_id);

CREATE TABLE push_deliveries (
  id uuid PRIMARY KEY,
  -- Null once the subscription has ended: that the news was sent stays true.
  subscription_id uuid REFERENCES push_subscriptions (id) ON DELETE SET NULL,
  -- The event that it tells of.
  complaint_id uuid NOT NULL REFERENCES complaints (id) ON DELETE CASCADE,
  sequence integer NOT NULL,
  -- The complaint of the reporter who is told; after a merge it may be another one.
  reporter_of uuid NOT NULL REFERENCES complaints (id) ON DELETE CASCADE,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed', 'suppressed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  leased_until timestamptz,
  lease uuid,
  -- A code, never words of the push service.
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Since when the couriers try.
  queued_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  UNIQUE (subscription_id, complaint_id, sequence)
);
CREATE INDEX push_deliveries_due ON push_deliveries (next_attempt_at) WHERE state = 'pending';
CREATE INDEX push_deliveries_by_complaint ON push_deliveries (complaint_id, sequence);
CREATE INDEX push_deliveries_by_reporter ON push_deliveries (reporter_of);
CREATE INDEX push_deliveries_old ON push_deliveries (created_at);
