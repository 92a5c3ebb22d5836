-- Clients without a credential had one scope for the keys of all of them. What was filed stays what it is: the same key
-- and body are still one request.
UPDATE idempotency_keys
SET scope = 'anonymous body:' || encode(body_hash, 'hex') || substr(scope, length('anonymous') + 1)
WHERE scope = 'anonymous' OR scope LIKE 'anonymous support %';
