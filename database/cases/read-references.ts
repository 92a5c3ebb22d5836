import type { Transaction } from 'sequelize';
import type { CityPack } from '../../city/city-pack';
import { heirOf } from '../../city/directory';
import type { Act } from '../../domain/acts';
import type { References } from '../../domain/references';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

interface Reading {
  db: Database;
  city: CityPack;
  complaintId: string;
  acts: readonly Act[];
  transaction?: Transaction;
}

const OFFICERS = `
  SELECT id, agency, deactivated_at IS NULL AS active FROM staff WHERE id = ANY($1::uuid[])`;
const OUTAGES = `
  SELECT id, agency, hours FROM agency_outages WHERE id = ANY($1::uuid[]) AND state = 'shifting'`;

// Two addresses mean the same person if both are confirmed, or if the same browser gave both: anybody can type an
// address.
const isOwn = (person: string) => `coalesce(${person}.known_by = own.known_by
  OR (lower(${person}.email) = lower(own.email)
    AND ${person}.email_confirmed_at IS NOT NULL AND own.email_confirmed_at IS NOT NULL), FALSE)`;

// Counts supporters, and reporters of complaints that were merged into this one, but not the reporter's own second
// complaint or support.
const OTHERS = `
  SELECT (SELECT count(*) FROM supporters s
      WHERE s.complaint_id = ANY(c.absorbed || c.id) AND NOT ${isOwn('s')})::int
    + (SELECT count(*) FROM reporters r JOIN complaints merged ON merged.id = r.complaint_id
      WHERE r.complaint_id = ANY(c.absorbed) AND merged.reporter_left_at IS NULL AND r.erased_at IS NULL
        AND NOT ${isOwn('r')})::int AS others
  FROM complaints c JOIN reporters own ON own.complaint_id = c.id WHERE c.id = $1`;

/**
 * What the acts at hand refer to, except the complaints to merge into. Runs no query for what none of them refers
 * to.
 */
export async function readReferences({
  db,
  city,
  complaintId,
  acts,
  transaction,
}: Reading): Promise<Omit<References, 'survivors'>> {
  const byId = async <Row extends { id: string }>(sql: string, ids: string[]): Promise<Map<string, Row>> => {
    if (ids.length === 0) return new Map();
    const rows = await selectRows<Row>(db, { sql, bind: [ids], transaction });
    return new Map(rows.map((row) => [row.id, row]));
  };
  const officers = acts.flatMap((act) => (act.act === 'assign' && act.officer !== null ? [act.officer] : []));
  const outages = acts.flatMap((act) => (act.act === 'shift' ? [act.shift] : []));
  return {
    heirOf: (agency) => heirOf(city, agency),
    hasAgency: (code) => city.agencies.some((agency) => agency.code === code),
    hasCategory: (code) => city.categories.some((category) => category.code === code),
    officers: await byId<{ id: string; agency: string | null; active: boolean }>(OFFICERS, officers),
    others: acts.some(({ act }) => act === 'withdraw') ? await countOthers(db, complaintId, transaction) : 0,
    outages: await byId<{ id: string; agency: string; hours: number }>(OUTAGES, outages),
  };
}

/**
 * Runs once the case is locked. Adding a supporter waits for that lock, so it comes either before this count or
 * after the case is written.
 */
async function countOthers(db: Database, complaintId: string, transaction?: Transaction): Promise<number> {
  const [counted] = await selectRows<{ others: number }>(db, {
    sql: OTHERS,
    bind: [complaintId],
    transaction,
  });
  return counted?.others ?? 0;
}
