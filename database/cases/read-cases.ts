import type { Case } from '../../domain/complaint';
import { replayTimeline } from '../../domain/replay-timeline';
import type { Database } from '../connection';
import { createPolicyCache } from './policy-cache';
import { readTimelines } from './read-timelines';

/** Bounds how many timelines are in memory at once, however many cases there are. */
const CASES_AT_ONCE = 500;

/** Cases as replayed from their timelines, by id. */
export async function readCases(db: Database, ids: readonly string[]): Promise<Map<string, Case>> {
  const policies = createPolicyCache({ db });
  const cases = new Map<string, Case>();
  for (let from = 0; from < ids.length; from += CASES_AT_ONCE) {
    const timelines = await readTimelines(db, { complaintIds: ids.slice(from, from + CASES_AT_ONCE) });
    for (const [id, events] of timelines) {
      const [first] = events;
      if (first?.type !== 'received')
        throw new RangeError(`the timeline of ${id} does not begin with its receipt`);
      const policy = await policies.get(first.data.policyVersion);
      cases.set(id, { policy, state: replayTimeline({ id, events, policy }) });
    }
  }
  return cases;
}
