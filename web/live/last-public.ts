import { viewComplaint } from '../../api/complaints/view-complaint';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { lastKnown } from '../complaint/last-known';
import type { ShowDeps } from '../complaint/shown-complaint';
import { createSharedReading } from './shared-reading';

/** Number of the last event that the public may know of, read once for all who watch; null when it is gone. */
export function createLastPublic(context: ShowDeps): (complaintId: string) => Promise<number | null> {
  return createSharedReading(async (complaintId) => {
    const complaint = await context.complaints.byId(complaintId);
    return complaint && lastKnownTo(context, { complaint, actor: { kind: 'anonymous' } });
  });
}

/** The same for one viewer. */
export async function lastKnownTo(
  context: ShowDeps,
  viewing: { complaint: ComplaintRecord; actor: Actor },
): Promise<number> {
  const { publicUrl } = context.settings;
  return lastKnown(await viewComplaint({ ...context, publicUrl }, viewing));
}
