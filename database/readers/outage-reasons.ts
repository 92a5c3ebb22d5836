import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** Why an agency was out, by the sequences of the events that moved a case's deadlines. */
export async function readOutageReasons(
  db: Database,
  events: readonly TimelineEvent[],
): Promise<Map<number, string>> {
  // That the agency works again needs no reason.
  const shifts = events.flatMap((event) =>
    event.type === 'shifted' && !event.data.undone
      ? [{ sequence: event.sequence, id: event.data.shift }]
      : [],
  );
  if (shifts.length === 0) return new Map();
  const outages = await selectRows<{ id: string; reason: string }>(db, {
    sql: 'SELECT id, reason FROM agency_outages WHERE id = ANY($1::uuid[])',
    bind: [shifts.map(({ id }) => id)],
  });
  const reasons = new Map(outages.map(({ id, reason }) => [id, reason]));
  return new Map(
    shifts.flatMap(({ sequence, id }) => {
      const reason = reasons.get(id);
      return reason === undefined ? [] : [[sequence, reason] as const];
    }),
  );
}
