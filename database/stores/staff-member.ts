import type { Role } from '../../domain/actor';
import type { Instant } from '../../domain/instant';
import { toInstant, toInstantOrNull } from '../instants';
import type { StaffModel } from '../models/define-staff';

export type StaffRole = Exclude<Role, 'application'>;

/** Somebody who works on complaints and signs in. */
export interface StaffMember {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  /** Null for roles that belong to no agency. */
  agency: string | null;
  language: string;
  active: boolean;
  createdAt: Instant;
  lastSignedInAt: Instant | null;
}

export type NewStaffMember = Pick<StaffMember, 'name' | 'email' | 'role' | 'agency' | 'language'>;

/** If `agency` is absent, an agency role keeps it and other roles drop it. */
export type StaffPatch = Partial<NewStaffMember>;

export function toStaffMember(row: StaffModel): StaffMember {
  const { id, name, email, role, agency, language } = row;
  return {
    ...{ id, name, email, role, agency, language },
    active: row.deactivatedAt === null,
    createdAt: toInstant(row.createdAt),
    lastSignedInAt: toInstantOrNull(row.lastSignedInAt),
  };
}
