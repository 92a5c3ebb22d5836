import type { Case } from '../../domain/complaint';
import { readCases } from '../cases/read-cases';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** A case that an agency has to work on, with its policy and its complete state. */
export interface OpenCase {
  id: string;
  trackingCode: string;
  category: string;
  district: string;
  case: Case;
  /** How far a developer has moved this case's clock forward; 0 in production. */
  clockOffsetMs: number;
}

export interface OpenCasesReader {
  /** All open cases of an agency, earliest promise first. */
  of(agency: string): Promise<OpenCase[]>;
}

type Row = Omit<OpenCase, 'case'>;

/** For `WHERE`, with the agency as `$1`: the first part of its desk's list, which has an index. */
export const IS_OPEN_OF_AGENCY = 'agency = $1 AND desk_rank = 0';

const CASES = `
  SELECT id, tracking_code AS "trackingCode", category, district,
    clock_offset::float8 AS "clockOffsetMs"
  FROM complaints WHERE ${IS_OPEN_OF_AGENCY} ORDER BY resolve_by, id`;

/** Two queries, and one for each version of the policy. */
export function createOpenCasesReader({ db }: { db: Database }): OpenCasesReader {
  return {
    async of(agency) {
      const rows = await selectRows<Row>(db, { sql: CASES, bind: [agency] });
      const cases = await readCases(
        db,
        rows.map(({ id }) => id),
      );
      return rows.flatMap((row) => {
        const found = cases.get(row.id);
        return found ? [{ ...row, case: found }] : [];
      });
    },
  };
}
