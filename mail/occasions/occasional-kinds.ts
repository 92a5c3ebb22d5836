/**
 * Mails that are about no single complaint: staff's link to sign in, the supervisors' morning, the leadership's Monday, an
 * outage that moves an agency's deadlines.
 */
export const OCCASIONAL_KINDS = ['sign_in', 'digest', 'weekly_report', 'deadlines_shifted'] as const;
export type OccasionalKind = (typeof OCCASIONAL_KINDS)[number];
