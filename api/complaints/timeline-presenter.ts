import type { PhotoRecord, TimelineRecord } from '../../database/readers/complaint-reader';
import { EVENT_TYPES } from '../../domain/event-types';
import type { TimelineEvent } from '../../domain/timeline';
import type { TimelineEventView } from './complaint-schemas';
import type { Disclosure } from './disclosure';
import { isoInstant } from './iso-instant';
import { presentPhoto } from './photo-presenter';

export interface TimelineContext {
  disclosure: Disclosure;
  publicUrl: string;
  /** Tracking codes of the complaints that merges name, by id. */
  trackingCodes: ReadonlyMap<string, string>;
}

/** The timeline as a viewer sees it; what is among staff is left out, not emptied. */
export function presentTimeline(
  events: readonly TimelineRecord[],
  context: TimelineContext,
): TimelineEventView[] {
  const { course, internal } = context.disclosure;
  return events
    .filter((event) => internal || !isInternal(event))
    .filter((event) => course || STATUS_CHANGES.has(event.type))
    .map((event) => presentEvent(event, context));
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
  'merged',
] as const);

function presentEvent(event: TimelineRecord, context: TimelineContext): TimelineEventView {
  const { disclosure } = context;
  const common = { sequence: event.sequence, type: event.type, at: isoInstant(event.at) };
  if (!disclosure.course) return common;
  const { kind, agency } = event.actor;
  return {
    ...common,
    ...(event.dueAt === undefined ? {} : { dueAt: isoInstant(event.dueAt) }),
    actor: { kind, ...(agency ? { agency } : {}) },
    data: { ...factData(event, context), ...(disclosure.content ? inputData(event, context) : {}) },
  };
}

/** Among staff: nobody else is told of it, nor of what only a newer version knows whom to tell. */
export function isInternal(event: TimelineEvent): boolean {
  if (!EVENT_TYPES.includes(event.type)) return true;
  if (event.type === 'officer_assigned' || event.type === 'nudged') return true;
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
