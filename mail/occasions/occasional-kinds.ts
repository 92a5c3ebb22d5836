/**
 * Mails that are not about a single complaint: the link to sign in with, the supervisors' morning digest, the
 * leadership's Monday report, an outage that moves an agency's deadlines, a reporter's lost links.
 */
export const OCCASIONAL_KINDS = [
  'sign_in',
  'digest',
  'weekly_report',
  'deadlines_shifted',
  'my_links',
] as const;
export type OccasionalKind = (typeof OCCASIONAL_KINDS)[number];
