-- A question that the reporter has not answered, and who of the agency has the case.
ALTER TABLE complaints
  ADD COLUMN question_asked_at timestamptz,
  -- No reference: an integrator's message may name nobody, and must not hold up the timeline for that.
  ADD COLUMN officer uuid;
