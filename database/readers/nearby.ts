import type { Database } from '../connection';
import { OPEN } from '../status-lists';
import { addAround, type Around } from './around-point';
import type { ComplaintRecord } from './complaint-record';
import { Conditions } from './conditions';
import { readComplaints } from './read-complaints';

export interface NearbyInput extends Around {
  category: string;
}

const MOST = 20;

/**
 * Open complaints of one category around a point, nearest first. Never confidential ones, nor those whose place is
 * only their district.
 */
export function readNearby(db: Database, { category, ...around }: NearbyInput): Promise<ComplaintRecord[]> {
  const where = new Conditions();
  where.add(`c.category = ${where.value(category)}`);
  where.add(`c.status IN ${OPEN} AND NOT c.confidential AND NOT c.approximate`);
  const distance = addAround(where, around);
  return readComplaints(db, {
    rest: `WHERE ${where.sql} ORDER BY ${distance}, c.id LIMIT ${MOST}`,
    bind: where.bind,
  });
}
