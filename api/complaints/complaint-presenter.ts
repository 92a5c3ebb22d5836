import type { CityPack } from '../../city/city-pack';
import type { ComplaintRecord, TimelineRecord } from '../../database/readers/complaint-reader';
import type { Instant } from '../../domain/instant';
import { isoInstant } from '../http/iso-instant';
import type { ComplaintSummaryView, ComplaintView } from './complaint-schemas';
import { disclosureFor, type Disclosure } from './disclosure';
import { presentPhoto } from './photo-presenter';
import { isoDay } from './iso-day';
import { presentEvent } from './timeline-presenter';
import type { Viewer } from './viewer';

export interface Contact {
  name: string | null;
  email: string | null;
  phone: string | null;
}

export interface PresentedComplaint {
  complaint: ComplaintRecord;
  viewer: Viewer;
  publicUrl: string;
  city: Pick<CityPack, 'timeZone'>;
  /** Tracking codes, by id, of the complaints that this one was merged with and that the viewer may know of. */
  trackingCodes: ReadonlyMap<string, string>;
  /** The reporter's contact; only for viewers who may see it. */
  reporter: Contact | null;
}

/**
 * A complaint as its viewer may see it: `disclosureFor` decides which parts, and this puts their fields together.
 * @param input `timeline` has only events that the viewer may know of
 */
export function presentComplaint(
  input: PresentedComplaint & { timeline: readonly TimelineRecord[] },
): ComplaintView {
  const disclosure = disclosureFor(input.viewer, input.complaint);
  const summary = presentSummary(input);
  return {
    ...summary,
    ...(summary.question ? { question: { ...summary.question, text: questionIn(input.timeline) } } : {}),
    timeline: input.timeline.map((event) =>
      presentEvent(event, { ...input, disclosure, instant: instantsFor(disclosure, input) }),
    ),
  };
}

export function presentSummary(input: PresentedComplaint): ComplaintSummaryView {
  const { complaint, viewer, publicUrl, reporter } = input;
  const disclosure = disclosureFor(viewer, complaint);
  const instant = instantsFor(disclosure, input);
  const optionalInstant = <Name extends string>(name: Name, at: Instant | null) =>
    at === null ? {} : ({ [name]: instant(at) } as Partial<Record<Name, string>>);
  const view: ComplaintSummaryView = {
    description: null,
    location: null,
    photos: [],
    links: {
      self: `${publicUrl}/api/v1/complaints/${complaint.trackingCode}`,
      track: `${publicUrl}/track/${complaint.trackingCode}`,
    },
    ...essentials(complaint),
    receivedAt: instant(complaint.receivedAt),
    acknowledgeBy: null,
    resolveBy: null,
  };
  const parts: Partial<ComplaintSummaryView>[] = [
    complaint.outcome === null ? {} : { outcome: complaint.outcome },
    optionalInstant('acknowledgedAt', complaint.acknowledgedAt),
    optionalInstant('resolvedAt', complaint.resolvedAt),
    optionalInstant('rejectedAt', complaint.rejectedAt),
    optionalInstant('closedAt', complaint.closedAt),
    disclosure.course ? course(input) : {},
    disclosure.content ? content(input, disclosure) : {},
    viewer === 'public' ? {} : origin(complaint),
    viewer === 'staff' ? { hidden: complaint.hiddenAt !== null, officer: complaint.officer } : {},
    disclosure.exchange ? { question: openQuestion(complaint) } : {},
    reporter ? { reporter: { name: reporter.name, email: reporter.email, phone: reporter.phone } } : {},
  ];
  // Not spread into one literal: V8 would keep each view until its next full garbage collection, and exports have
  // thousands.
  for (const part of parts) Object.assign(view, part);
  return view;
}

/** Shown even of a confidential complaint. */
function essentials(complaint: ComplaintRecord) {
  const { trackingCode, status, category, district, confidential, published, targetHours } = complaint;
  return { trackingCode, status, category, district, confidential, published, targetHours };
}

/**
 * The public sees of a confidential complaint only on which days its events were, so that nobody can recognise it by a
 * time.
 */
function instantsFor(
  { course }: Disclosure,
  { city }: Pick<PresentedComplaint, 'city'>,
): (at: Instant) => string {
  return course ? isoInstant : (at) => isoDay(at, city.timeZone);
}

/** How the complaint came in; only the reporter and staff may know which application was used. */
function origin({ anonymous, channel, externalReference }: ComplaintRecord) {
  return { anonymous, channel, ...(externalReference === null ? {} : { externalReference }) };
}

function course({ complaint, trackingCodes }: PresentedComplaint) {
  const {
    id,
    agency,
    overdue,
    escalationLevel,
    cycle,
    decisionPending,
    takenOver,
    supporters,
    policyVersion,
    mergedInto,
  } = complaint;
  const survivor = mergedInto === null ? undefined : trackingCodes.get(mergedInto);
  return {
    // Not for everybody: a UUIDv7 reveals the millisecond of filing.
    id,
    agency,
    acknowledgeBy: complaint.acknowledgeBy === null ? null : isoInstant(complaint.acknowledgeBy),
    resolveBy: isoInstant(complaint.resolveBy),
    overdue,
    escalationLevel,
    cycle,
    decisionPending,
    takenOver,
    supporters,
    policyVersion,
    ...(complaint.reporterLeftAt === null ? {} : { reporterLeftAt: isoInstant(complaint.reporterLeftAt) }),
    ...(survivor === undefined ? {} : { mergedInto: survivor }),
  };
}

function content({ complaint, publicUrl }: PresentedComplaint, { internal }: Disclosure) {
  const { description, latitude, longitude, address, village, approximate } = complaint;
  // Photos of acts are shown with their event on the timeline.
  const photos = complaint.photos.filter(({ hiddenAt }) => hiddenAt === null || internal);
  return {
    description,
    location: { latitude, longitude, address, village, approximate },
    photos: photos.map((photo) => presentPhoto(photo, { publicUrl })),
    photographedOnTheSpot: photos.some(({ onTheSpot }) => onTheSpot),
  };
}

function openQuestion({ questionAskedAt }: ComplaintRecord) {
  return questionAskedAt === null ? null : { askedAt: isoInstant(questionAskedAt) };
}

/** The text of the last question; an integrator's question has none. */
function questionIn(timeline: readonly TimelineRecord[]): string | null {
  return timeline.findLast(({ type }) => type === 'information_requested')?.text ?? null;
}
