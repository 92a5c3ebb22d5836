import { STAFF_ONLY_TYPES } from '../../domain/event-types';
import type { EventType } from '../../domain/timeline';
import { Conditions } from './conditions';
import { joinsNothingConfidential } from './confidential-merges';

/** Whose events: everybody's, those of some agencies' complaints, or what an application may see. */
export type FeedScope = 'all' | { agencies: string[] } | { application: string };

export interface FeedFilter {
  scope: FeedScope;
  types?: EventType[];
  agency?: string[];
  category?: string[];
  district?: string[];
}

/**
 * For `timeline_events e`: leaves out notes among staff and events about staff's work only, as a public timeline
 * does.
 */
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
    // The agency that lost a case is told of the hand-over; of a confidential case it is told nothing any more.
    const isTakenAway = `e.type = 'reassigned' AND e.data->>'from' = ${agencies} AND NOT c.confidential`;
    where.add(`c.agency = ${agencies} OR (${isTakenAway})`);
    return;
  }
  const isOwn = `c.filed_by = ${where.value(scope.application)}::uuid`;
  // An application learns that a complaint it filed was merged, but not into which.
  const isOwnEnd = `e.type = 'merged' AND e.data->>'into' IS NOT NULL AND ${isOwn}`;
  where.add(`(NOT c.confidential OR ${isOwn}) AND ${IS_PUBLIC_EVENT}
    AND (${joinsNothingConfidential('e')} OR ${isOwnEnd})`);
}
