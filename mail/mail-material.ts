import type { Role } from '../domain/actor';
import type { Instant } from '../domain/instant';
import type { EscalationLevel, Policy } from '../domain/policy';
import type { Status } from '../domain/statuses';
import type { TimelineEvent } from '../domain/timeline';

/** A timeline event with the text and photos that a person added in that act. */
export type MailEvent = TimelineEvent & {
  /** Null when nothing was written, or when the reporter was erased. */
  text: string | null;
  /** Photos that came with the act and are not hidden. */
  photoIds: string[];
  /**
   * Id of the complaint whose reporter wrote it: after a merge this may differ from the complaint of the event.
   * Null for staff.
   */
  writtenBy: string | null;
};

/** The recipient of a mail to a reporter or supporter, as stored at the moment of sending. */
export interface MailPerson {
  /** Always null for a supporter. */
  name: string | null;
  /** Null once erased. */
  email: string | null;
  language: string;
  emailConfirmedAt: Instant | null;
  mailsStoppedAt: Instant | null;
  /** Generation of this person's links; 1 for a supporter, whose links are not revoked. */
  tokenGeneration: number;
}

/** A member of staff who gets a mail, as the staff list has them at the moment of sending. */
export interface MailMember {
  id: string;
  name: string;
  email: string;
  language: string;
  role: Exclude<Role, 'application'>;
  agency: string | null;
  active: boolean;
}

/** The complaint's row at the moment of sending: what was filed, and who has it now. */
export interface MailComplaint {
  id: string;
  trackingCode: string;
  description: string;
  address: string | null;
  district: string;
  village: string | null;
  latitude: number;
  longitude: number;
  approximate: boolean;
  anonymous: boolean;
  confidential: boolean;
  published: boolean;
  hiddenAt: Instant | null;
  status: Status;
  agency: string;
  escalationLevel: EscalationLevel;
  /** Whether the command centre works it in place of its agency. */
  takenOver: boolean;
  /** How far a developer has moved this case's clock forward, in milliseconds; 0 in production. */
  clockOffsetMs: number;
  /** Photos that came with the complaint and are not hidden. */
  photoIds: string[];
}

/**
 * Everything that a mail is made of. Deadlines, target and level are not here: the mail derives them from the
 * timeline by the rules of the domain, as of the event, however late it is sent.
 */
export interface MailMaterial {
  complaint: MailComplaint;
  /** The policy that the complaint pinned at receipt. */
  policy: Policy;
  /** From the receipt to the event that caused the mail, which is the last. */
  timeline: MailEvent[];
  /** What has happened since, without anybody's texts. */
  since: TimelineEvent[];
  /**
   * The complaint that this one was merged into; also null when that one is confidential and must not be named.
   */
  mergedInto: { trackingCode: string } | null;
  /** The row that `reporter:<complaintId>` or `supporter:<id>` names; null for staff. */
  person: MailPerson | null;
  /** The row that `staff:<id>` names; null for everybody else. */
  member: MailMember | null;
  /** When the mail was due (the case's clock); a mail much later than that says so. */
  dueAt: Instant;
  /** When the notification was created (real time). */
  createdAt: Instant;
}
