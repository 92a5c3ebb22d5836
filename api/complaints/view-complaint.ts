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
  const [timeline, reporter, trackingCodes] = await Promise.all([
    deps.complaints.timeline(complaint.id),
    can(actor, 'view_reporter', complaint) ? deps.reporters.find(complaint.id) : null,
    trackingCodesOf(deps, [...complaint.absorbed, ...(complaint.mergedInto ? [complaint.mergedInto] : [])]),
  ]);
  const viewer = viewerOf(actor, complaint);
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

async function trackingCodesOf(
  { complaints }: ViewComplaintDeps,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(ids.map((id) => complaints.byId(id)));
  return new Map(found.flatMap((complaint) => (complaint ? [[complaint.id, complaint.trackingCode]] : [])));
}
