-- The village that a complaint's point lies in, by the city's own code. Null without a point, without villages in the city's pack, and
-- for whatever was filed before: nothing is sorted or routed by it.
ALTER TABLE complaints ADD COLUMN village text;
