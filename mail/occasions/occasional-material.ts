import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';
import type { MailMember } from '../mail-material';
import type { WeeklyMaterial } from './weekly-material';

/** All that a mail about no complaint is made of, as it is at the moment of sending. */
export type OccasionalMaterial = SignInMaterial | DigestMaterial | WeeklyMaterial | OutageMaterial;

export interface SignInMaterial {
  kind: 'sign_in';
  signInId: string;
  /** Who asked to sign in. */
  member: MailMember;
  /** Roughly what they asked from. */
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
  /** It was called off. */
  undone: boolean;
  /** Whom `staff:<id>` names; null for an office. */
  member: MailMember | null;
}

export interface DigestMaterial {
  kind: 'digest';
  agency: string;
  /** Whom `staff:<id>` names; null for the office. */
  member: MailMember | null;
  /** The day that it was asked for, `YYYY-MM-DD` in the city's time zone. */
  day: string;
  digest: Digest;
}

/** `dueNext`: before the next digest, where the agency reads its warnings here. */
export const DIGEST_SECTIONS = ['overdue', 'dueToday', 'dueNext', 'silent'] as const;
export type DigestSection = (typeof DIGEST_SECTIONS)[number];

/** Open complaints of one agency that somebody has to look at; each stands in the first part that it belongs to. */
export type Digest = Record<DigestSection, { count: number; cases: DigestCase[] }>;

/** Instants by the case's own clock. */
export interface DigestCase {
  trackingCode: string;
  category: string;
  district: string;
  escalationLevel: EscalationLevel;
  /** The next checkpoint that it would miss, or the target that it has missed. */
  dueBy: Instant;
  /** Since when nothing was recorded, or it waits to be accepted. */
  silentSince: Instant;
  now: Instant;
}
