import type { ToldBy } from '../../domain/acts';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { ANSWERED } from '../status-lists';

/** A case whose reporter was not told of the answer yet, and what became of telling them. */
export interface Telling {
  complaintId: string;
  /** Sequence of the answer. */
  answer: number;
  by: ToldBy;
}

export interface ToldReader {
  /**
   * Answers that reached their reporter, and those that nothing will bring to them any more, of cases whose policy
   * asks for that; not those that are still on their way.
   * @param input `after`: id of the last case of the page before
   */
  tellings(input: { after: string | null; limit: number }): Promise<Telling[]>;
}

/**
 * The channels that bring an answer to its reporter, as "by" and "state" of each delivery. A channel knows of the
 * case `answered` its `id`, the sequence of its `answer`, and `hearers`: the complaints whose reporters count.
 */
const DELIVERIES: Readonly<Partial<Record<ToldBy, string>>> = {
  mail: `
    SELECT 'mail' AS by, state FROM notifications
    WHERE complaint_id = answered.id AND sequence = answered.answer AND kind IN ('resolved', 'rejected_reporter')
      AND recipient IN (SELECT 'reporter:' || hearer FROM unnest(answered.hearers) AS hearer)`,
  push: `
    SELECT 'push' AS by, state FROM push_deliveries
    WHERE complaint_id = answered.id AND sequence = answered.answer AND reporter_of = ANY (answered.hearers)`,
};

// Its own reporter counts; once they have left, any of those whose complaint was merged into it.
const TELLINGS = `
  WITH answered AS (
    SELECT c.id, c.answer_sequence AS answer, c.unreached_at,
      CASE WHEN c.reporter_left_at IS NULL THEN ARRAY[c.id]
        ELSE ARRAY(SELECT unnest(c.absorbed) EXCEPT SELECT unnest(c.absorbed_left)) END AS hearers
    FROM complaints c JOIN policies ON policies.version = c.policy_version
    WHERE c.status IN ${ANSWERED} AND c.told_at IS NULL AND policies.content -> 'untoldWindowHours' IS NOT NULL
      AND ($1::uuid IS NULL OR c.id > $1)
  )
  SELECT answered.id AS "complaintId", answered.answer, coalesce(found.sent, 'nobody') AS by
  FROM answered CROSS JOIN LATERAL (
    SELECT min(by) FILTER (WHERE state = 'sent') AS sent, count(*) FILTER (WHERE state = 'pending') AS waiting
    FROM (${Object.values(DELIVERIES).join(' UNION ALL ')}) AS deliveries
  ) AS found
  WHERE found.sent IS NOT NULL OR (found.waiting = 0 AND answered.unreached_at IS NULL)
  ORDER BY answered.id LIMIT $2`;

export function createToldReader({ db }: { db: Database }): ToldReader {
  return { tellings: ({ after, limit }) => selectRows(db, { sql: TELLINGS, bind: [after, limit] }) };
}
