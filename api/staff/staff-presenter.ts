import type { z } from 'zod';
import type { SessionRecord } from '../../database/stores/session-store';
import type { StaffMember } from '../../database/stores/staff-store';
import { isoInstant } from '../http/iso-instant';
import type { staffDetailsSchema, staffMemberSchema } from './staff-schemas';

export function presentMember({
  createdAt,
  lastSignedInAt,
  ...rest
}: StaffMember): z.input<typeof staffMemberSchema> {
  return {
    ...rest,
    createdAt: isoInstant(createdAt),
    lastSignedInAt: lastSignedInAt === null ? null : isoInstant(lastSignedInAt),
  };
}

export function presentDetails(
  member: StaffMember,
  sessions: readonly SessionRecord[],
): z.input<typeof staffDetailsSchema> {
  return {
    ...presentMember(member),
    sessions: sessions.map(({ id, device, openedAt, lastSeenAt }) => ({
      ...{ id, device },
      openedAt: isoInstant(openedAt),
      lastSeenAt: isoInstant(lastSeenAt),
    })),
  };
}
