import type { Database } from '../connection';
import { OPEN } from '../status-lists';
import { addBoxAround, metersFrom, type Around } from './around-point';
import type { ComplaintRecord } from './complaint-record';
import { Conditions } from './conditions';
import { PUBLISHED } from './list-filter';
import { readComplaints } from './read-complaints';

export interface NearbyInput extends Around {
  category: string;
}

const MOST = 20;

/** Squares of a thousandth of a degree, some 110 m wide. */
const SQUARES_PER_DEGREE = 1000;
/** Most metres from the middle of a square to a corner. */
const CORNER_METERS = 79;

/**
 * Open complaints of one category around a point, nearest first. Never confidential ones, nor those of which only
 * the district is known. One whose place is not public counts as being in the middle of its square: otherwise,
 * asking from several points would reveal its exact place (docs/decisions/0009-public-view.md).
 */
export function readNearby(
  db: Database,
  { category, point, withinMeters }: NearbyInput,
): Promise<ComplaintRecord[]> {
  const where = new Conditions();
  where.add(`c.category = ${where.value(category)}`);
  where.add(`c.status IN ${OPEN} AND NOT c.confidential AND NOT c.approximate`);
  addBoxAround(where, { point, withinMeters: withinMeters + 2 * CORNER_METERS });
  const distance = metersFrom(where, point, {
    latitude: parameter('latitude'),
    longitude: parameter('longitude'),
  });
  const reach = `CASE WHEN ${PUBLISHED} THEN 0 ELSE ${CORNER_METERS} END`;
  where.add(`${distance} <= ${where.value(withinMeters)}::float8 + ${reach}`);
  return readComplaints(db, {
    rest: `WHERE ${where.sql} ORDER BY ${distance}, c.id LIMIT ${MOST}`,
    bind: where.bind,
  });
}

function parameter(degrees: 'latitude' | 'longitude'): string {
  const middle = `round(c.${degrees} * ${SQUARES_PER_DEGREE}) / ${SQUARES_PER_DEGREE}`;
  return `(CASE WHEN ${PUBLISHED} THEN c.${degrees} ELSE ${middle} END)`;
}
