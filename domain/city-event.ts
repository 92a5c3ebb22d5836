import type { Instant } from './instant';
import type { EscalationLevel } from './policy';
import { isOpen, type Status } from './statuses';
import type { EventType } from './timeline';

/** What others may be told of: an event beside its complaint as that stands at this moment. */
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

/** Thin on purpose: codes and instants, no words and nobody's name. Whoever needs more asks at `links.self`. */
export interface CityEventData {
  trackingCode: string;
  status: Status;
  category: string;
  agency: string;
  district: string;
  escalationLevel: EscalationLevel;
  /** RFC 3339; only while somebody still has to work on it. */
  resolveBy?: string;
  links: { self: string };
}

/** The name under which feeds and webhooks tell an event; a meaning that changes gets a new version. */
export type CityEventType = `sikesal.complaint.${EventType}.v1`;

export function cityEventType(type: EventType): CityEventType {
  return `sikesal.complaint.${type}.v1`;
}

/** The same for each telling of an event, so that who hears it twice can see that. */
export function cityEventId({ complaintId, sequence }: Pick<CityEvent, 'complaintId' | 'sequence'>): string {
  return `${complaintId}/${sequence}`;
}

interface Telling {
  /** Without a slash at its end. */
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
