import type { PhotoRecord, TimelineRecord } from '../../database/readers/complaint-reader';
import { EVENT_TYPES, STAFF_ONLY_TYPES } from '../../domain/event-types';
import type { Instant } from '../../domain/instant';
import type { TimelineEvent } from '../../domain/timeline';
import type { TimelineEventView } from './complaint-schemas';
import type { Disclosure } from './disclosure';
import { isoInstant } from './iso-instant';
import { presentPhoto } from './photo-presenter';
import type { Viewer } from './viewer';

interface KnownBy {
  viewer: Viewer;
  disclosure: Disclosure;
  /** Tracking codes of the complaints that merges name and the viewer may know of, by id. */
  trackingCodes: ReadonlyMap<string, string>;
  /** Whether events keep the numbers by which staff and applications know them. */
  keepsNumbers: boolean;
}

/**
 * The events that a viewer may know of. For everybody but staff and applications they are numbered without gaps: nobody
 * counts what is kept from them (docs/decisions/0028-public-times-and-numbers.md).
 */
export function knownTimeline(events: readonly TimelineRecord[], known: KnownBy): TimelineRecord[] {
  const { course, internal } = known.disclosure;
  const shown = events
    .filter((event) => internal || !isInternal(event))
    .filter((event) => course || STATUS_CHANGES.has(event.type))
    .filter((event) => internal || !isOfUnknownMerge(event, { events, ...known }));
  return known.keepsNumbers ? shown : shown.map((event, index) => ({ ...event, sequence: index + 1 }));
}

/** What tells no more than the status does: how high a confidential complaint climbed, others could count. */
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
 * A merge with a complaint that the viewer may not know of, or the raise that came with it. That their own was merged
 * they may know.
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
  /** How exactly the viewer is told when something was. */
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

/** Among staff: nobody else is told of it, nor of what only a newer version knows whom to tell. */
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

/** The words of an act are told under the name that its request gives them. */
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
  const name = isToldToStaff(event) && !context.disclosure.internal ? undefined : TEXT_NAMES[event.type];
  const photos = event.photos.filter((photo) => isShown(photo, context.disclosure));
  return {
    ...(name && event.text ? { [name]: event.text } : {}),
    ...(photos.length > 0 ? { photos: photos.map((photo) => presentPhoto(photo, context)) } : {}),
  };
}

/** Why a hand-over was asked for that was not carried out, or why an agency lost a case, is among staff. */
function isToldToStaff(event: TimelineEvent): boolean {
  return event.type === 'escalated' || event.type === 'taken_over';
}

/** That staff asked and the reporter answered is for everybody, what they said is between the two. */
function isExchange(event: TimelineEvent): boolean {
  return event.type === 'information_requested' || event.type === 'information_answered';
}

function isShown({ hiddenAt }: PhotoRecord, { internal }: Disclosure): boolean {
  return hiddenAt === null || internal;
}
