import type { ComplaintView } from '../../api/complaints/complaint-schemas';
import { viewComplaint } from '../../api/complaints/view-complaint';
import { viewerOf, type Viewer } from '../../api/complaints/viewer';
import type { ComplaintRecord, TimelineRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import type { Case } from '../../domain/complaint';
import type { Instant } from '../../domain/instant';
import type { PagesDeps } from '../pages-deps';

/** A complaint with all that a page about it is written from. */
export interface ShownComplaint {
  complaint: ComplaintRecord;
  viewer: Viewer;
  /** What the viewer may see. The API's presenter alone decides it; pages take texts, photos and places from nowhere else. */
  view: ComplaintView;
  /** Events that the viewer may know of. */
  timeline: TimelineRecord[];
  case: Case;
  /** The case's own clock. */
  now: Instant;
}

type ShowDeps = Pick<PagesDeps, 'complaints' | 'reporters' | 'caseReader' | 'settings'>;

export async function showComplaint(
  { complaints, reporters, caseReader, settings }: ShowDeps,
  { complaint, actor }: { complaint: ComplaintRecord; actor: Actor },
): Promise<ShownComplaint> {
  const deps = { complaints, reporters, publicUrl: settings.publicUrl };
  const [view, timeline, current] = await Promise.all([
    viewComplaint(deps, { complaint, actor }),
    complaints.timeline(complaint.id),
    caseReader.load(complaint.id),
  ]);
  const known = new Set(view.timeline.map(({ sequence }) => sequence));
  return {
    complaint,
    viewer: viewerOf(actor, complaint),
    view,
    timeline: timeline.filter(({ sequence }) => known.has(sequence)),
    case: current,
    now: complaint.now + complaint.clockOffsetMs,
  };
}
