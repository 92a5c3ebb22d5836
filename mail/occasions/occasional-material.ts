import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';
import type { Status } from '../../domain/statuses';
import type { MailMember } from '../mail-material';
import type { WeeklyMaterial } from './weekly-material';

/** Everything that a mail about no complaint is made of, as of the moment of sending. */
export type OccasionalMaterial =
  SignInMaterial | DigestMaterial | WeeklyMaterial | OutageMaterial | MyLinksMaterial;

export interface MyLinksMaterial extends OwnLinks {
  kind: 'my_links';
}

export interface OwnLinks {
  email: string;
  language: string;
  /** Newest first. */
  complaints: OwnLink[];
}

/** A complaint that is not over, and whose link its reporter may have lost. */
export interface OwnLink {
  /** Their own complaint: the one shown, or one that was merged into it. */
  complaintId: string;
  trackingCode: string;
  category: string;
  status: Status;
  /** Of their links. */
  generation: number;
}

export interface SignInMaterial {
  kind: 'sign_in';
  signInId: string;
  /** Who asked to sign in. */
  member: MailMember;
  /** A rough description of the device that they asked from. */
  device: string | null;
  requestedAt: Instant;
  expiresAt: Instant;
  usedAt: Instant | null;
}

export interface OutageMaterial {
  kind: 'deadlines_shifted';
  agency: string;
  hours: number;
  /** Real time. */
  until: Instant;
  reason: string;
  /** Whether it was called off. */
  undone: boolean;
  /** The member named by `staff:<id>`; null for an office. */
  member: MailMember | null;
}

export interface DigestMaterial {
  kind: 'digest';
  agency: string;
  /** The member named by `staff:<id>`; null for the office. */
  member: MailMember | null;
  /** The day that the digest is for, `YYYY-MM-DD` in the city's time zone. */
  day: string;
  digest: Digest;
}

/** `dueNext`: due before the next digest; only if the agency gets its warnings by digest. */
export const DIGEST_SECTIONS = ['overdue', 'dueToday', 'dueNext', 'silent'] as const;
export type DigestSection = (typeof DIGEST_SECTIONS)[number];

/** Open complaints of one agency that need attention; each is in the first section that fits. */
export type Digest = Record<DigestSection, { count: number; cases: DigestCase[] }>;

/** Instants by the case's own clock. */
export interface DigestCase {
  trackingCode: string;
  category: string;
  district: string;
  escalationLevel: EscalationLevel;
  /** The next checkpoint that it will miss, or the target that it has missed. */
  dueBy: Instant;
  /** Since when nothing was recorded, or since when it waits to be acknowledged. */
  silentSince: Instant;
  now: Instant;
}
