import path from 'node:path';
import type * as ProjectState from '../../../database/cases/project-state';
import { createPolicyCache } from '../../../database/cases/policy-cache';
import { readTimelines } from '../../../database/cases/read-timelines';
import type { Database } from '../../../database/connection';
import type * as ReplayTimeline from '../../../domain/replay-timeline';

/** What the row of a case that is over has to be, by its timeline and the rules of a copy of the product. */
export async function rowByRules(db: Database, { id, root }: { id: string; root: string }): Promise<object> {
  const { replayTimeline } = (await import(
    path.join(root, 'domain/replay-timeline')
  )) as typeof ReplayTimeline;
  const { projectState } = (await import(
    path.join(root, 'database/cases/project-state')
  )) as typeof ProjectState;
  const events = (await readTimelines(db, { complaintIds: [id] })).get(id) ?? [];
  const [first] = events;
  if (first?.type !== 'received') throw new Error('a timeline begins with its receipt');
  const policy = await createPolicyCache({ db }).get(first.data.policyVersion);
  return projectState({ state: replayTimeline({ id, events, policy }), nextDueBy: null });
}
