import type { CityPack } from '../../city/city-pack';
import type {
  ComplaintReader,
  ComplaintRecord,
  TimelineRecord,
} from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { can } from '../../domain/permissions';
import { presentComplaint, presentSummary, type Contact } from './complaint-presenter';
import type { ComplaintSummaryView, ComplaintView } from './complaint-schemas';
import { disclosureFor } from './disclosure';
import { knownTimeline } from './timeline-presenter';
import { viewerOf, type Viewer } from './viewer';

/** What every view of a complaint needs. */
export interface ViewDeps {
  publicUrl: string;
  city: Pick<CityPack, 'timeZone'>;
}

export interface ViewComplaintDeps extends ViewDeps {
  complaints: Pick<ComplaintReader, 'byCode' | 'byId' | 'timeline'>;
  reporters: { find(complaintId: string): Promise<Contact | null> };
}

interface Viewing {
  complaint: ComplaintRecord;
  actor: Actor;
}

/** A complaint as `actor` sees it, with the events that they may know of, numbered as in the view. */
export async function readView(
  deps: ViewComplaintDeps,
  { complaint, actor }: Viewing,
): Promise<{ view: ComplaintView; timeline: TimelineRecord[] }> {
  const { publicUrl, city } = deps;
  const [events, reporter, relatives] = await Promise.all([
    deps.complaints.timeline(complaint.id),
    can(actor, 'view_reporter', complaint) ? deps.reporters.find(complaint.id) : null,
    relativesOf(deps, complaint),
  ]);
  const viewer = viewerOf(actor, complaint);
  const trackingCodes = codesFor(actor, relatives);
  const timeline = knownTimeline(events, {
    ...{ viewer, trackingCodes },
    disclosure: disclosureFor(viewer, complaint),
    keepsNumbers: keepsNumbers(viewer, { complaint, actor }),
  });
  const view = presentComplaint({ complaint, viewer, timeline, reporter, trackingCodes, publicUrl, city });
  return { view, timeline };
}

/** A complaint as `actor` sees it. */
export async function viewComplaint(deps: ViewComplaintDeps, viewing: Viewing): Promise<ComplaintView> {
  return (await readView(deps, viewing)).view;
}

/** A complaint in a list: without timeline, reporter and merges. */
export function viewSummary(
  { publicUrl, city }: ViewDeps,
  { complaint, actor }: Viewing,
): ComplaintSummaryView {
  const viewer = viewerOf(actor, complaint);
  return presentSummary({ complaint, viewer, reporter: null, trackingCodes: new Map(), publicUrl, city });
}

/** Staff and applications know an event by its number, which is part of its id in the feed. */
function keepsNumbers(viewer: Viewer, { complaint, actor }: Viewing): boolean {
  if (viewer === 'staff') return true;
  return actor.kind === 'application' && (viewer === 'own' || !complaint.confidential);
}

/** The complaints that it was merged with. */
async function relativesOf(
  { complaints }: ViewComplaintDeps,
  { absorbed, mergedInto }: ComplaintRecord,
): Promise<ComplaintRecord[]> {
  const ids = [...absorbed, ...(mergedInto ? [mergedInto] : [])];
  const found = await Promise.all(ids.map((id) => complaints.byId(id)));
  return found.filter((complaint) => complaint !== null);
}

/**
 * The public must not see that a confidential complaint is merged with another: the other would reveal its agency
 * and place.
 */
function codesFor(actor: Actor, relatives: ComplaintRecord[]): ReadonlyMap<string, string> {
  const mayBeNamed = (relative: ComplaintRecord) =>
    !relative.confidential || viewerOf(actor, relative) !== 'public';
  return new Map(relatives.filter(mayBeNamed).map(({ id, trackingCode }) => [id, trackingCode]));
}
