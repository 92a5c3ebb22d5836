import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import { isOpen, type Status } from './statuses';
import type { EventType } from './timeline';

/** What others may be told about: an event together with its complaint's current state. */
export interface CityEvent {
  complaintId: string;
  sequence: number;
  type: EventType;
  at: Instant;
  trackingCode: string;
  status: Status;
  category: string;
  agency: string;
  district: string;
  level: EscalationLevel;
  resolveBy: Instant;
}

/** Thin on purpose: codes and instants, no free text and no names. Clients that need more fetch `links.self`. */
export interface CityEventData {
  trackingCode: string;
  status: Status;
  category: string;
  agency: string;
  district: string;
  escalationLevel: EscalationLevel;
  /** RFC 3339; only while the complaint is open. */
  resolveBy?: string;
  links: { self: string };
}

/** The event's type in feeds and webhooks; if its meaning changes, it gets a new version. */
export type CityEventType = `sikesal.complaint.${EventType}.v1`;

export function cityEventType(type: EventType): CityEventType {
  return `sikesal.complaint.${type}.v1`;
}

/** The same each time the event is delivered, so that a client can detect duplicates. */
export function cityEventId({ complaintId, sequence }: Pick<CityEvent, 'complaintId' | 'sequence'>): string {
  return `${complaintId}/${sequence}`;
}

interface Telling {
  /** Without a trailing slash. */
  publicUrl: string;
  /** Writes an instant as RFC 3339. */
  isoInstant: (at: Instant) => string;
}

export function cityEventData(event: CityEvent, { publicUrl, isoInstant }: Telling): CityEventData {
  const { trackingCode, status, category, agency, district, level, resolveBy } = event;
  return {
    ...{ trackingCode, status, category, agency, district, escalationLevel: level },
    ...(isOpen(status) ? { resolveBy: isoInstant(resolveBy) } : {}),
    links: { self: `${publicUrl}/api/v1/complaints/${trackingCode}` },
  };
}
