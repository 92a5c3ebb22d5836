import type { ComplaintReader, ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { can } from '../../domain/permissions';
import { presentComplaint, presentSummary, type Contact } from './complaint-presenter';
import type { ComplaintSummaryView, ComplaintView } from './complaint-schemas';
import { viewerOf } from './viewer';

export interface ViewComplaintDeps {
  complaints: Pick<ComplaintReader, 'byCode' | 'byId' | 'timeline'>;
  reporters: { find(complaintId: string): Promise<Contact | null> };
  publicUrl: string;
}

/** A complaint as `actor` sees it. */
export async function viewComplaint(
  deps: ViewComplaintDeps,
  { complaint, actor }: { complaint: ComplaintRecord; actor: Actor },
): Promise<ComplaintView> {
  const [timeline, reporter, relatives] = await Promise.all([
    deps.complaints.timeline(complaint.id),
    can(actor, 'view_reporter', complaint) ? deps.reporters.find(complaint.id) : null,
    relativesOf(deps, complaint),
  ]);
  const viewer = viewerOf(actor, complaint);
  const trackingCodes = codesFor(actor, relatives);
  return presentComplaint({
    complaint,
    viewer,
    timeline,
    reporter,
    trackingCodes,
    publicUrl: deps.publicUrl,
  });
}

/** A complaint as one of many: without timeline, reporter and what it was merged with. */
export function viewSummary(
  deps: Pick<ViewComplaintDeps, 'publicUrl'>,
  { complaint, actor }: { complaint: ComplaintRecord; actor: Actor },
): ComplaintSummaryView {
  const viewer = viewerOf(actor, complaint);
  return presentSummary({
    complaint,
    viewer,
    reporter: null,
    trackingCodes: new Map(),
    publicUrl: deps.publicUrl,
  });
}

/** What it was merged with. */
async function relativesOf(
  { complaints }: ViewComplaintDeps,
  { absorbed, mergedInto }: ComplaintRecord,
): Promise<ComplaintRecord[]> {
  const ids = [...absorbed, ...(mergedInto ? [mergedInto] : [])];
  const found = await Promise.all(ids.map((id) => complaints.byId(id)));
  return found.filter((complaint) => complaint !== null);
}

/** A confidential complaint is not tied to another one before the public: the other would tell its agency and place. */
function codesFor(actor: Actor, relatives: ComplaintRecord[]): ReadonlyMap<string, string> {
  const mayBeNamed = (relative: ComplaintRecord) =>
    !relative.confidential || viewerOf(actor, relative) !== 'public';
  return new Map(relatives.filter(mayBeNamed).map(({ id, trackingCode }) => [id, trackingCode]));
}
