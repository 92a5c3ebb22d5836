import { col, fn, Op, where, type WhereOptions } from 'sequelize';
import type { Database } from '../connection';
import type { StaffModel } from '../models/define-staff';
import { toStaffMember, type StaffMember } from './staff-member';

export interface StaffFilter {
  agency?: string;
  active?: boolean;
  /** Part of a name or an address, in any case. */
  q?: string;
}

/** Sorted by name; a city has hundreds of them, not thousands. */
export async function listStaff(db: Database, filter: StaffFilter): Promise<StaffMember[]> {
  const rows = await db.models.Staff.findAll({
    where: conditionOf(filter),
    order: [
      [fn('lower', col('name')), 'ASC'],
      ['id', 'ASC'],
    ],
  });
  return rows.map(toStaffMember);
}

function conditionOf({ agency, active, q }: StaffFilter): WhereOptions<StaffModel> {
  const conditions: WhereOptions<StaffModel>[] = [];
  if (agency !== undefined) conditions.push({ agency });
  if (active !== undefined) conditions.push({ deactivatedAt: active ? null : { [Op.ne]: null } });
  if (q !== undefined) conditions.push({ [Op.or]: [contains('name', q), contains('email', q)] });
  return { [Op.and]: conditions };
}

function contains(column: 'name' | 'email', part: string) {
  return where(fn('strpos', fn('lower', col(column)), part.toLowerCase()), { [Op.gt]: 0 });
}
