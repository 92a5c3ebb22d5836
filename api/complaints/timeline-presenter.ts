import type { PhotoRecord, TimelineRecord } from '../../database/readers/complaint-reader';
import { EVENT_TYPES, STAFF_ONLY_TYPES } from '../../domain/event-types';
import type { Instant } from '../../domain/instant';
import type { TimelineEvent } from '../../domain/timeline';
import { isoInstant } from '../http/iso-instant';
import type { TimelineEventView } from './complaint-schemas';
import type { Disclosure } from './disclosure';
import { presentPhoto } from './photo-presenter';
import type { Viewer } from './viewer';

interface KnownBy {
  viewer: Viewer;
  disclosure: Disclosure;
  /** Tracking codes, by id, of the complaints that merges name and that the viewer may know of. */
  trackingCodes: ReadonlyMap<string, string>;
  /** Whether events keep the numbers that staff and applications know them by. */
  keepsNumbers: boolean;
}

/**
 * The events that a viewer may know of. Except for staff and applications they are renumbered without gaps, so
 * that nobody can count what is hidden from them (docs/decisions/0028-public-times-and-numbers.md).
 */
export function knownTimeline(events: readonly TimelineRecord[], known: KnownBy): TimelineRecord[] {
  const { course, exchange, internal } = known.disclosure;
  const shown = (exchange ? events : events.map(withoutCause))
    .filter((event) => internal || !isInternal(event))
    .filter((event) => course || STATUS_CHANGES.has(event.type))
    .filter((event) => internal || !isOfUnknownMerge(event, { events, ...known }));
  return known.keepsNumbers ? shown : shown.map((event, index) => ({ ...event, sequence: index + 1 }));
}

/** Nobody else may read from it that the reporter left no address. */
function withoutCause(event: TimelineRecord): TimelineRecord {
  if (event.type !== 'closed' || event.data.by !== 'unreached') return event;
  return { ...event, data: { ...event.data, by: 'silence' } };
}

/**
 * Events that reveal no more than the status does; the others would show how far a confidential complaint
 * escalated.
 */
const STATUS_CHANGES: ReadonlySet<TimelineEvent['type']> = new Set([
  'received',
  'assigned',
  'acknowledged',
  'started',
  'resolved',
  'rejected',
  'reopened',
  'confirmed',
  'closed',
  'withdrawn',
] as const);

type Surroundings = Pick<KnownBy, 'viewer' | 'trackingCodes'> & { events: readonly TimelineRecord[] };

/**
 * Whether an event is a merge with a complaint that the viewer may not know of, or the escalation that came with
 * one. Reporters may know that their own was merged.
 */
function isOfUnknownMerge(event: TimelineRecord, { events, viewer, trackingCodes }: Surroundings): boolean {
  if (event.type === 'escalated' && event.data.cause === 'merged') {
    const merge = events.find(({ sequence }) => sequence === event.sequence - 1);
    return merge !== undefined && isOfUnknownMerge(merge, { events, viewer, trackingCodes });
  }
  if (event.type !== 'merged') return false;
  if ('into' in event.data) return viewer === 'public' && !trackingCodes.has(event.data.into);
  const [merged] = event.data.absorbed;
  return merged !== undefined && !trackingCodes.has(merged);
}

export interface TimelineContext {
  disclosure: Disclosure;
  publicUrl: string;
  trackingCodes: ReadonlyMap<string, string>;
  /** Formats an instant as exactly as the viewer may know it. */
  instant: (at: Instant) => string;
}

/** An event that a viewer knows of, as they see it. */
export function presentEvent(event: TimelineRecord, context: TimelineContext): TimelineEventView {
  const { disclosure, instant } = context;
  const common = { sequence: event.sequence, type: event.type, at: instant(event.at) };
  if (!disclosure.course) return common;
  const { kind, agency } = event.actor;
  return {
    ...common,
    ...(event.dueAt === undefined ? {} : { dueAt: instant(event.dueAt) }),
    actor: { kind, ...(agency ? { agency } : {}) },
    data: { ...factData(event, context), ...(disclosure.content ? inputData(event, context) : {}) },
  };
}

/**
 * Whether only staff may know of an event. Types that this version does not know are internal: only a newer
 * version knows who may see them.
 */
export function isInternal(event: TimelineEvent): boolean {
  if (!EVENT_TYPES.includes(event.type)) return true;
  if (STAFF_ONLY_TYPES.includes(event.type)) return true;
  if (event.type !== 'noted') return false;
  return event.data.kind === 'note' ? !event.data.public : event.data.kind !== 'checkpoint_missed';
}

function factData(
  event: TimelineEvent,
  { disclosure, trackingCodes }: TimelineContext,
): Record<string, unknown> {
  switch (event.type) {
    case 'received': {
      const { category, agency, targetHours, policyVersion } = event.data;
      return { category, agency, targetHours, policyVersion };
    }
    case 'extended': {
      const { hours, promisedBy, resolveBy } = event.data;
      return { hours, promisedBy: isoInstant(promisedBy), resolveBy: isoInstant(resolveBy) };
    }
    case 'shifted': {
      const { hours, promisedBy, resolveBy, undone } = event.data;
      const promises = { promisedBy: isoInstant(promisedBy), resolveBy: isoInstant(resolveBy) };
      return { hours, ...promises, ...(undone ? { undone } : {}) };
    }
    case 'escalated': {
      const { proposedAgency, ...data } = event.data;
      return disclosure.internal && proposedAgency ? { ...data, proposedAgency } : data;
    }
    case 'warned':
      return { ...event.data, dueBy: isoInstant(event.data.dueBy) };
    case 'information_requested': {
      const { heldUntil } = event.data;
      return heldUntil === undefined ? {} : { heldUntil: isoInstant(heldUntil) };
    }
    case 'merged':
      return 'into' in event.data
        ? { into: trackingCodes.get(event.data.into) }
        : { absorbed: event.data.absorbed.flatMap((id) => trackingCodes.get(id) ?? []) };
    default:
      return event.data;
  }
}

/** The text of an event has the field name that it has in the act's request. */
const TEXT_NAMES: Partial<Record<TimelineEvent['type'], string>> = {
  resolved: 'note',
  rejected: 'note',
  reassigned: 'reason',
  extended: 'reason',
  taken_over: 'reason',
  shifted: 'reason',
  escalated: 'reason',
  noted: 'text',
  reopened: 'text',
  information_requested: 'question',
  information_answered: 'text',
  nudged: 'note',
};

function inputData(event: TimelineRecord, context: TimelineContext): Record<string, unknown> {
  if (isExchange(event) && !context.disclosure.exchange) return {};
  const name = isForStaff(event) && !context.disclosure.internal ? undefined : TEXT_NAMES[event.type];
  const photos = event.photos.filter((photo) => isShown(photo, context.disclosure));
  return {
    ...(name && event.text ? { [name]: event.text } : {}),
    ...(photos.length > 0 ? { photos: photos.map((photo) => presentPhoto(photo, context)) } : {}),
  };
}

/** Why a hand-over was proposed but not carried out, or why an agency lost a case: for staff only. */
function isForStaff(event: TimelineEvent): boolean {
  return event.type === 'escalated' || event.type === 'taken_over';
}

/** Everybody may know that staff asked and the reporter answered; only those two may read what they said. */
function isExchange(event: TimelineEvent): boolean {
  return event.type === 'information_requested' || event.type === 'information_answered';
}

function isShown({ hiddenAt }: PhotoRecord, { internal }: Disclosure): boolean {
  return hiddenAt === null || internal;
}
