import type { CityPack } from '../../city/city-pack';
import { AGENCY_OFFICES, officeAddress, workingAgencies, type AgencyOffice } from '../../city/directory';
import { OFFICE_ROLES } from '../cases/offices';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** An office of an agency that nobody gets mails for: they go to the office above it. */
export interface UnheardOffice {
  agency: string;
  office: AgencyOffice;
}

const STAFFED = `
  SELECT DISTINCT agency, role FROM staff WHERE deactivated_at IS NULL AND agency IS NOT NULL`;

/** Offices with neither an address in the pack nor anybody on the staff list. */
export async function findUnheardOffices(db: Database, city: CityPack): Promise<UnheardOffice[]> {
  const unnamed = workingAgencies(city).flatMap(({ code: agency }) =>
    AGENCY_OFFICES.filter((office) => officeAddress(city, { office, agency }) === null).map((office) => ({
      agency,
      office,
    })),
  );
  if (unnamed.length === 0) return [];
  const staffed = await selectRows<{ agency: string; role: string }>(db, { sql: STAFFED });
  return unnamed.filter(
    ({ agency, office }) =>
      !staffed.some((each) => each.agency === agency && each.role === OFFICE_ROLES[office]),
  );
}
