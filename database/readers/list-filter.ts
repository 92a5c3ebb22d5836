import type { Instant } from '../../domain/instant';
import type { Status } from '../../domain/statuses';
import { OPEN } from '../status-lists';
import { Conditions } from './conditions';
import type { ListPosition } from './list-cursor';
import { hasCode, hasWords } from './word-condition';

export interface ListFilter {
  status?: Status[];
  agency?: string[];
  category?: string[];
  district?: string[];
  overdue?: boolean;
  level?: number[];
  /** A tracking code or half of one, or words of the text and the address if the viewer may see them. */
  q?: string;
  /** West, south, east, north in decimal degrees. For the public, finds only complaints with a public place. */
  bbox?: [west: number, south: number, east: number, north: number];
  /** Received at or after. */
  since?: Instant;
  /** The channel through which it was filed. */
  channel?: string;
  /** Its number in the application that filed it. */
  externalReference?: string;
  /** Id of the key that filed it; null, for readers who may not know who filed a complaint, finds nothing. */
  filedBy?: string | null;
  visibleTo: VisibleTo;
}

/**
 * The public finds what is not confidential, by public data only. An application, given by the id of its key, also
 * finds what it filed itself. Staff find the complaints of their agencies.
 */
export type VisibleTo = 'public' | { application: string } | { agencies: 'all' | string[] };

const OVERDUE = `c.status IN ${OPEN}
  AND c.resolve_by < now() + c.clock_offset * interval '1 millisecond'`;

/**
 * The agency's first act publishes text and place, unless the reporter filed it confidentially or staff hid it.
 */
export const PUBLISHED = 'c.published AND NOT c.confidential AND c.hidden_at IS NULL';

export function conditionsOf(filter: ListFilter, after: ListPosition | null): Conditions {
  const where = new Conditions();
  addChoices(where, filter);
  addBorder(where, filter.visibleTo);
  if (filter.overdue !== undefined) where.add(filter.overdue ? OVERDUE : `NOT (${OVERDUE})`);
  addOrigin(where, filter);
  if (filter.since !== undefined) where.add(`c.received_at >= ${where.value(new Date(filter.since))}`);
  if (filter.bbox) addPlace(where, filter.bbox, filter.visibleTo);
  if (filter.q !== undefined) addWords(where, filter.q, filter.visibleTo);
  if (after) {
    where.add(
      `(c.received_at, c.id) < (${where.value(new Date(after.receivedAt))}, ${where.value(after.id)})`,
    );
  }
  return where;
}

/**
 * No list shows the public a confidential complaint: its position among the others, and each filter that finds it,
 * would reveal its time and its progress. Its page can be found by its code
 * (docs/decisions/0028-public-times-and-numbers.md).
 */
function addBorder(where: Conditions, visibleTo: VisibleTo): void {
  if (visibleTo === 'public') where.add('NOT c.confidential');
  else if ('application' in visibleTo)
    where.add(`NOT c.confidential OR c.filed_by = ${where.value(visibleTo.application)}::uuid`);
  else if (visibleTo.agencies !== 'all') addChoice(where, 'agency', visibleTo.agencies);
}

export function isForStaff(visibleTo: VisibleTo): boolean {
  return visibleTo !== 'public' && 'agencies' in visibleTo;
}

function addChoices(where: Conditions, { status, agency, category, district, level }: ListFilter): void {
  const choices = { status, agency, category, district } as const;
  for (const column of ['status', 'agency', 'category', 'district'] as const) {
    const wanted = choices[column];
    if (wanted) addChoice(where, column, wanted);
  }
  if (level) where.add(`c.escalation_level = ANY(${where.value(level)}::int[])`);
}

function addOrigin(where: Conditions, { channel, externalReference, filedBy }: ListFilter): void {
  if (channel !== undefined) where.add(`c.channel = ${where.value(channel)}`);
  if (externalReference !== undefined) where.add(`c.external_reference = ${where.value(externalReference)}`);
  if (filedBy === null) where.add('FALSE');
  else if (filedBy !== undefined) where.add(`c.filed_by = ${where.value(filedBy)}::uuid`);
}

function addChoice(
  where: Conditions,
  column: 'status' | 'agency' | 'category' | 'district',
  wanted: string[],
): void {
  // For one value, an index gives the rows in the list's order; for a set it can't.
  const isOne = wanted.length === 1;
  where.add(
    isOne ? `c.${column} = ${where.value(wanted[0])}` : `c.${column} = ANY(${where.value(wanted)}::text[])`,
  );
}

function addPlace(
  where: Conditions,
  [west, south, east, north]: NonNullable<ListFilter['bbox']>,
  visibleTo: VisibleTo,
): void {
  where.add(`c.longitude BETWEEN ${where.value(west)} AND ${where.value(east)}`);
  where.add(`c.latitude BETWEEN ${where.value(south)} AND ${where.value(north)}`);
  if (!isForStaff(visibleTo)) where.add(`${PUBLISHED} AND NOT c.approximate`);
}

export function addWords(where: Conditions, q: string, visibleTo: VisibleTo): void {
  const isVisible = isForStaff(visibleTo) ? 'TRUE' : PUBLISHED;
  where.add(`${hasCode(where, q)} OR (${isVisible} AND ${hasWords(where, q)})`);
}
