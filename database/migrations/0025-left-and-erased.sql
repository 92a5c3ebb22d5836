-- Whoever left their complaint has no say where it ended by merge, either.
ALTER TABLE complaints ADD COLUMN absorbed_left uuid[] NOT NULL DEFAULT '{}';

-- Leaving comes before a merge, so what was merged until now tells it as well; the timeline is what the rules read.
WITH gone AS (
  SELECT event.complaint_id, event.sequence, jsonb_agg(absorbed.id ORDER BY absorbed.position) AS ids
  FROM timeline_events event
    CROSS JOIN LATERAL jsonb_array_elements_text(event.data -> 'absorbed') WITH ORDINALITY AS absorbed (id, position)
    JOIN complaints merged ON merged.id = absorbed.id::uuid
  WHERE event.type = 'merged' AND event.data ? 'absorbed' AND merged.reporter_left_at IS NOT NULL
  GROUP BY event.complaint_id, event.sequence
)
UPDATE timeline_events event SET data = event.data || jsonb_build_object('left', gone.ids)
FROM gone WHERE gone.complaint_id = event.complaint_id AND gone.sequence = event.sequence;

UPDATE complaints survivor SET absorbed_left = ARRAY(
  SELECT merged.id FROM unnest(survivor.absorbed) WITH ORDINALITY AS absorbed (id, position)
    JOIN complaints merged ON merged.id = absorbed.id
  WHERE merged.reporter_left_at IS NOT NULL ORDER BY absorbed.position)
WHERE survivor.absorbed <> '{}';

-- Who left is forgotten once, also who gave no address.
ALTER TABLE reporters ADD COLUMN forgotten_at timestamptz;

-- Erased with the words that it was made of. `counts` is set of an act that is known to stand on a timeline for good.
ALTER TABLE act_inputs ALTER COLUMN body_hash DROP NOT NULL, ADD COLUMN counts boolean NOT NULL DEFAULT false;
CREATE INDEX act_inputs_undecided ON act_inputs (created_at) WHERE NOT counts;
CREATE INDEX photos_by_input ON photos (input_id) WHERE input_id IS NOT NULL;
UPDATE act_inputs SET body_hash = NULL FROM reporters
WHERE reporters.complaint_id = act_inputs.reporter_of AND reporters.erased_at IS NOT NULL;
