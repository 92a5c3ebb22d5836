import type { ComplaintView } from '../../api/complaints/complaint-schemas';
import { readView } from '../../api/complaints/view-complaint';
import { viewerOf, type Viewer } from '../../api/complaints/viewer';
import type { ComplaintRecord, TimelineRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import type { Case } from '../../domain/complaint';
import type { Instant } from '../../domain/instant';
import type { PagesDeps } from '../pages-deps';

/** A complaint with everything that a page about it needs. */
export interface ShownComplaint {
  complaint: ComplaintRecord;
  viewer: Viewer;
  /**
   * What the viewer may see; the API's presenter alone decides. Pages take texts, photos and places only from
   * here.
   */
  view: ComplaintView;
  /** Events that the viewer may know of, numbered as in the view. */
  timeline: TimelineRecord[];
  case: Case;
  /** The case's own clock. */
  now: Instant;
}

export type ShowDeps = Pick<PagesDeps, 'complaints' | 'reporters' | 'caseReader' | 'settings' | 'city'>;

export async function showComplaint(
  { caseReader, settings, ...deps }: ShowDeps,
  { complaint, actor }: { complaint: ComplaintRecord; actor: Actor },
): Promise<ShownComplaint> {
  const [{ view, timeline }, current] = await Promise.all([
    readView({ ...deps, publicUrl: settings.publicUrl }, { complaint, actor }),
    caseReader.load(complaint.id),
  ]);
  return {
    complaint,
    viewer: viewerOf(actor, complaint),
    view,
    timeline,
    case: current,
    now: complaint.now + complaint.clockOffsetMs,
  };
}
