/** Mails that are about no complaint: the link that signs staff in, and the supervisors' morning digest. */
export const OCCASIONAL_KINDS = ['sign_in', 'digest'] as const;
export type OccasionalKind = (typeof OCCASIONAL_KINDS)[number];
