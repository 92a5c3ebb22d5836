import { STAFF_ONLY_TYPES } from '../../domain/event-types';
import type { EventType } from '../../domain/timeline';
import { Conditions } from './conditions';
import { joinsNothingConfidential } from './kept-merges';

/** Whose events: everybody's, those of some agencies' complaints, or what an application may know. */
export type FeedScope = 'all' | { agencies: string[] } | { application: string };

export interface FeedFilter {
  scope: FeedScope;
  types?: EventType[];
  agency?: string[];
  category?: string[];
  district?: string[];
}

/** Of `timeline_events e`: not notes among staff, nor what only their work is about, as a public timeline has it. */
export const IS_PUBLIC_EVENT = `e.type NOT IN (${STAFF_ONLY_TYPES.map((type) => `'${type}'`).join(', ')})
  AND (e.type <> 'noted' OR e.data->>'kind' = 'checkpoint_missed'
    OR e.data->>'kind' = 'note' AND (e.data->>'public')::boolean)`;

export function feedConditions({ scope, types, ...choices }: FeedFilter): Conditions {
  const where = new Conditions();
  addScope(where, scope);
  if (types) where.add(`e.type = ANY(${where.value(types)}::text[])`);
  for (const column of ['agency', 'category', 'district'] as const) {
    const wanted = choices[column];
    if (wanted) where.add(`c.${column} = ANY(${where.value(wanted)}::text[])`);
  }
  return where;
}

function addScope(where: Conditions, scope: FeedScope): void {
  if (scope === 'all') return;
  if ('agencies' in scope) {
    const agencies = `ANY(${where.value(scope.agencies)}::text[])`;
    // The hand-over that took a case away is told to whom it was taken from; of a confidential one they know nothing
    // any more.
    const isTakenAway = `e.type = 'reassigned' AND e.data->>'from' = ${agencies} AND NOT c.confidential`;
    where.add(`c.agency = ${agencies} OR (${isTakenAway})`);
    return;
  }
  const isOwn = `c.filed_by = ${where.value(scope.application)}::uuid`;
  // That what it filed has ended in another it hears, though not in which.
  const isOwnEnd = `e.type = 'merged' AND e.data->>'into' IS NOT NULL AND ${isOwn}`;
  where.add(`(NOT c.confidential OR ${isOwn}) AND ${IS_PUBLIC_EVENT}
    AND (${joinsNothingConfidential('e')} OR ${isOwnEnd})`);
}
