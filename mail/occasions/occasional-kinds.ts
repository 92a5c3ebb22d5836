/** Mails that are about no complaint: staff's link to sign in, the supervisors' morning, the leadership's Monday. */
export const OCCASIONAL_KINDS = ['sign_in', 'digest', 'weekly_report'] as const;
export type OccasionalKind = (typeof OCCASIONAL_KINDS)[number];
