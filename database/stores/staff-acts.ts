import { uuidv7 } from 'uuidv7';
import { isAgencyRole } from '../../domain/actor';
import type { StaffModel } from '../models/define-staff';
import { auditStaff, lockOut, type AuditedChange } from './staff-change';
import { toStaffMember, type NewStaffMember, type StaffMember, type StaffPatch } from './staff-member';
import { StaffRefusal } from './staff-refusal';

/** @throws StaffRefusal */
export async function addMember(change: AuditedChange, member: NewStaffMember): Promise<StaffMember> {
  const { db, transaction } = change;
  const { name, email, role, agency, language } = member;
  checkAgency(member);
  const id = uuidv7();
  await db.models.Staff.create(
    { id, name, email, role, agency, language },
    { fields: ['id', 'name', 'email', 'role', 'agency', 'language'], returning: false, transaction },
  );
  await auditStaff(change, { id, action: 'staff_added', data: { role, agency } });
  return toStaffMember(await db.models.Staff.findByPk(id, { transaction, rejectOnEmpty: true }));
}

/** @throws StaffRefusal */
export async function changeMember(change: AuditedChange, row: StaffModel, patch: StaffPatch): Promise<void> {
  const { transaction } = change;
  const before = toStaffMember(row);
  row.set(withAgency(before, patch));
  const fields = row.changed();
  if (!fields) return;
  const { id, role, agency, email } = row;
  checkAgency(row);
  if (role !== before.role) await keepAnAdministrator(change, before);
  await row.save({ transaction });
  if (email.toLowerCase() !== before.email.toLowerCase()) await lockOut(change, id);
  const moved = role !== before.role || agency !== before.agency;
  await auditStaff(change, {
    id,
    action: 'staff_changed',
    data: { fields, ...(moved ? { role, agency } : {}) },
  });
}

/** @throws StaffRefusal */
export async function deactivateMember(change: AuditedChange, row: StaffModel): Promise<void> {
  if (row.deactivatedAt !== null) return;
  await keepAnAdministrator(change, toStaffMember(row));
  await row.update({ deactivatedAt: new Date() }, { transaction: change.transaction });
  await lockOut(change, row.id);
  await auditStaff(change, { id: row.id, action: 'staff_deactivated' });
}

export async function reactivateMember(change: AuditedChange, row: StaffModel): Promise<void> {
  if (row.deactivatedAt === null) return;
  await row.update({ deactivatedAt: null }, { transaction: change.transaction });
  await auditStaff(change, { id: row.id, action: 'staff_reactivated' });
}

function withAgency(before: StaffMember, patch: StaffPatch): StaffPatch {
  const drops = patch.role !== undefined && !isAgencyRole(patch.role);
  return { ...patch, agency: patch.agency === undefined ? (drops ? null : before.agency) : patch.agency };
}

/** Agency roles have an agency, the others none. */
function checkAgency({ role, agency }: Pick<StaffMember, 'role' | 'agency'>): void {
  if (isAgencyRole(role) && agency === null) throw new StaffRefusal('agency_missing');
  if (!isAgencyRole(role) && agency !== null) throw new StaffRefusal('agency_unfit');
}

/** Without an administrator nobody could give anybody access again. */
async function keepAnAdministrator(
  { db, transaction }: AuditedChange,
  { role, active }: StaffMember,
): Promise<void> {
  if (role !== 'administrator' || !active) return;
  const where = { role, deactivatedAt: null };
  if ((await db.models.Staff.count({ where, transaction })) <= 1)
    throw new StaffRefusal('last_administrator');
}
