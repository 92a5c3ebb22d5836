import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { OPEN } from '../status-lists';
import { addAround, type Around } from './around-point';
import type { ComplaintRecord } from './complaint-record';
import { Conditions } from './conditions';
import { addWords, PUBLISHED } from './list-filter';
import { readComplaints } from './read-complaints';
import { joinsNothingConfidential } from './confidential-merges';
import { isPublishedUpdate, readPublishedUpdates, type PublishedUpdate } from './published-updates';

/** For whom it is read: the id of an application's key, or null for the public. */
export interface Reading {
  application: string | null;
}

interface Span {
  from: Instant;
  to: Instant;
}

export interface RequestsFilter extends Reading {
  /** Filed within this span. */
  filed?: Span;
  /** Last step recorded within this span; filed within it if there is no step yet. */
  updated?: Span;
  /** In this circle, if its place is public. */
  around?: Around;
  /** A code, or words of the public text. */
  q?: string;
  categories?: string[];
  /** Both open and not open ones if absent. */
  isOpen?: boolean;
}

export interface UpdatesFilter extends Reading {
  /** By when they were recorded, so that whoever polls in windows misses nothing that was recorded late. */
  from: Instant;
  to: Instant;
  /** Id of a key whose own acts are left out. */
  notBy: string | null;
}

interface Page {
  limit: number;
  offset: number;
}

/**
 * What other cities' software copies from here. Of confidential complaints, an application gets those that it
 * filed itself, and nobody gets any others: a copy cannot be taken back.
 */
export interface Open311Reader {
  /** Newest first. */
  requests(filter: RequestsFilter, page: Page): Promise<ComplaintRecord[]>;
  /** Those that exist, in no order. */
  byCodes(codes: readonly string[], reading: Reading): Promise<ComplaintRecord[]>;
  /** Oldest first. */
  updates(filter: UpdatesFilter, page: Page): Promise<(PublishedUpdate & { complaint: ComplaintRecord })[]>;
  /** The last step of each complaint, by id; none for one that still waits for its agency. */
  lastUpdates(complaintIds: readonly string[]): Promise<ReadonlyMap<string, PublishedUpdate>>;
}

export function createOpen311Reader({ db }: { db: Database }): Open311Reader {
  return {
    requests(filter, { limit, offset }) {
      const where = visible(filter);
      if (filter.filed) addSpan(where, 'c.received_at', filter.filed);
      if (filter.updated) addUpdated(where, filter.updated);
      if (filter.around) {
        where.add(`${PUBLISHED} AND NOT c.approximate`);
        addAround(where, filter.around);
      }
      if (filter.q !== undefined) addWords(where, filter.q, 'public');
      if (filter.categories) where.add(`c.category = ANY(${where.value(filter.categories)}::text[])`);
      if (filter.isOpen !== undefined) where.add(`c.status ${filter.isOpen ? 'IN' : 'NOT IN'} ${OPEN}`);
      const order = `ORDER BY c.received_at DESC, c.id DESC LIMIT ${where.value(limit)} OFFSET ${where.value(offset)}`;
      return readComplaints(db, { rest: `WHERE ${where.sql} ${order}`, bind: where.bind });
    },
    async byCodes(codes, reading) {
      const where = visible(reading);
      where.add(`c.tracking_code = ANY(${where.value(codes)}::text[])`);
      return readComplaints(db, { rest: `WHERE ${where.sql}`, bind: where.bind });
    },
    updates: (filter, page) => readUpdates(db, filter, page),
    async lastUpdates(complaintIds) {
      if (complaintIds.length === 0) return new Map();
      const last = await readPublishedUpdates(db, {
        distinct: 'DISTINCT ON (e.complaint_id)',
        rest: `WHERE ${isPublishedUpdate('e')} AND ${joinsNothingConfidential('e')} AND e.complaint_id = ANY($1::uuid[]) ORDER BY e.complaint_id, e.sequence DESC`,
        bind: [complaintIds],
      });
      return new Map(last.map((updates) => [updates.complaintId, updates]));
    },
  };
}

async function readUpdates(db: Database, filter: UpdatesFilter, { limit, offset }: Page) {
  const where = visible(filter);
  where.add(isPublishedUpdate('e'));
  where.add(joinsFor(where, filter));
  addSpan(where, 'e.recorded_at', filter);
  if (filter.notBy !== null) where.add(`e.actor_ref IS DISTINCT FROM ${where.value(filter.notBy)}`);
  const order = 'ORDER BY e.recorded_at, e.complaint_id, e.sequence';
  const updates = await readPublishedUpdates(db, {
    rest: `JOIN complaints c ON c.id = e.complaint_id WHERE ${where.sql} ${order}
      LIMIT ${where.value(limit)} OFFSET ${where.value(offset)}`,
    bind: where.bind,
  });
  const ids = [...new Set(updates.map(({ complaintId }) => complaintId))];
  const complaints = await readComplaints(db, { rest: 'WHERE c.id = ANY($1::uuid[])', bind: [ids] });
  const byId = new Map(complaints.map((complaint) => [complaint.id, complaint]));
  return updates.flatMap((each) => {
    const complaint = byId.get(each.complaintId);
    return complaint ? [{ ...each, complaint }] : [];
  });
}

/** An application learns that a complaint it filed was merged, but not into which. */
function joinsFor(where: Conditions, { application }: Reading): string {
  const joins = joinsNothingConfidential('e');
  return application === null ? joins : `(${joins}) OR c.filed_by = ${where.value(application)}`;
}

function visible({ application }: Reading): Conditions {
  const where = new Conditions();
  where.add(
    application === null
      ? 'NOT c.confidential'
      : `NOT c.confidential OR c.filed_by = ${where.value(application)}`,
  );
  return where;
}

/** Filters by `updated_datetime`: the last step that others may see, or else the receipt. */
function addUpdated(where: Conditions, { from, to }: Span): void {
  const [first, after] = [where.value(new Date(from)), where.value(new Date(to + 1))];
  const step = (since: string) =>
    `EXISTS (SELECT 1 FROM timeline_events e WHERE e.complaint_id = c.id AND ${isPublishedUpdate('e')} AND ${joinsNothingConfidential('e')} AND e.recorded_at >= ${since})`;
  where.add(`c.received_at >= ${first} OR ${step(first)}`);
  where.add(`c.received_at < ${after} AND NOT ${step(after)}`);
}

/** Instants are published in milliseconds and stored in microseconds: the published end is included. */
function addSpan(where: Conditions, column: string, { from, to }: Span): void {
  where.add(`${column} >= ${where.value(new Date(from))} AND ${column} < ${where.value(new Date(to + 1))}`);
}
