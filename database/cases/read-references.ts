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
  acts: readonly Act[];
  transaction?: Transaction;
}

const OFFICERS = `
  SELECT id, agency, deactivated_at IS NULL AS active FROM staff WHERE id = ANY($1::uuid[])`;
const OUTAGES = `
  SELECT id, agency, hours FROM agency_outages WHERE id = ANY($1::uuid[]) AND state = 'shifting'`;

/** What the acts at hand name, but for the complaints to end in. Asks for nothing that none of them names. */
export async function readReferences({
  db,
  city,
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
    outages: await byId<{ id: string; agency: string; hours: number }>(OUTAGES, outages),
  };
}
