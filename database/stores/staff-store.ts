import { col, fn, where } from 'sequelize';
import type { Database } from '../connection';
import { isUuid } from '../is-uuid';
import type { StaffModel } from '../models/define-staff';
import { addMember, changeMember, deactivateMember, reactivateMember } from './staff-acts';
import { changingStaff, type AuditedChange, type Author } from './staff-change';
import { listStaff, type StaffFilter } from './staff-list';
import { toStaffMember, type NewStaffMember, type StaffMember, type StaffPatch } from './staff-member';

export type { NewStaffMember, StaffMember, StaffPatch, StaffRole } from './staff-member';

/** Changes return null when there is no such member; each one that changes something adds an audit entry. */
export interface StaffStore {
  /** @throws StaffRefusal for an address that is taken, or an agency that does not fit the role */
  add(member: NewStaffMember, author: Author): Promise<StaffMember>;
  find(id: string): Promise<StaffMember | null>;
  findByEmail(email: string): Promise<StaffMember | null>;
  list(filter: StaffFilter): Promise<StaffMember[]>;
  /**
   * A new address ends their sessions: they were opened from the mailbox that is given up.
   * @throws StaffRefusal also if the last active administrator would lose the role
   */
  change(id: string, patch: StaffPatch, author: Author): Promise<StaffMember | null>;
  /** Ends their sessions and links at once; their acts and their cases stay. @throws StaffRefusal */
  deactivate(id: string, author: Author): Promise<StaffMember | null>;
  reactivate(id: string, author: Author): Promise<StaffMember | null>;
  /** Active members of an agency. */
  colleagues(agency: string): Promise<StaffMember[]>;
  /** Names by id, for active and deactivated members. */
  names(ids: readonly string[]): Promise<Map<string, string>>;
}

export function createStaffStore({ db }: { db: Database }): StaffStore {
  const { Staff } = db.models;

  /** @returns the changed member, or null when there is none */
  const changing = (
    id: string,
    { by }: Author,
    work: (row: StaffModel, change: AuditedChange) => Promise<void>,
  ) =>
    changingStaff(db, by, async (change) => {
      const { transaction } = change;
      const row = isUuid(id) ? await Staff.findByPk(id, { transaction }) : null;
      if (!row) return null;
      await work(row, change);
      return toStaffMember(await row.reload({ transaction }));
    });

  return {
    add: (member, { by }) => changingStaff(db, by, (change) => addMember(change, member)),
    async find(id) {
      const row = isUuid(id) ? await Staff.findByPk(id) : null;
      return row && toStaffMember(row);
    },
    async findByEmail(email) {
      const row = await Staff.findOne({ where: where(fn('lower', col('email')), email.toLowerCase()) });
      return row && toStaffMember(row);
    },
    list: (filter) => listStaff(db, filter),
    change: (id, patch, author) => changing(id, author, (row, change) => changeMember(change, row, patch)),
    deactivate: (id, author) => changing(id, author, (row, change) => deactivateMember(change, row)),
    reactivate: (id, author) => changing(id, author, (row, change) => reactivateMember(change, row)),
    colleagues: (agency) => listStaff(db, { agency, active: true }),
    async names(ids) {
      const rows = await Staff.findAll({ where: { id: ids.filter(isUuid) }, attributes: ['id', 'name'] });
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}
