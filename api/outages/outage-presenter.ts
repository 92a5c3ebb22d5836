import type { Outage } from '../../database/readers/outage-reader';
import { hoursAfter } from '../../domain/instant';
import { isoInstant } from '../http/iso-instant';
import type { OutagePreviewView, OutageView } from './outage-schemas';
import type { OutagePreview } from './preview-outage';

export function presentOutage(outage: Outage): OutageView {
  const { id, agency, hours, reason, state, cases } = outage;
  return {
    ...{ id, agency, hours, reason, state, cases },
    running: outage.isRunning,
    createdAt: isoInstant(outage.createdAt),
    until: isoInstant(outage.until),
    undoneAt: outage.undoneAt === null ? null : isoInstant(outage.undoneAt),
  };
}

export function presentPreview({ agency, hours, at, open, moved }: OutagePreview): OutagePreviewView {
  return {
    ...{ agency, hours },
    at: isoInstant(at),
    until: isoInstant(hoursAfter(at, hours)),
    open,
    moved: moved.length,
    saved: moved.filter(({ isSaved }) => isSaved).length,
    items: moved.map(({ complaint, preview }) => ({
      trackingCode: complaint.trackingCode,
      category: complaint.category,
      district: complaint.district,
      status: complaint.case.state.status,
      escalationLevel: complaint.case.state.escalationLevel,
      resolveBy: isoInstant(preview.promisedBy),
      newResolveBy: isoInstant(preview.resolveBy),
      deadlines: preview.deadlines.map(({ hours: name, requirement, dueBy, movedTo, isSaved }) => ({
        hours: name,
        waitsFor: requirement,
        dueBy: isoInstant(dueBy),
        movedTo: isoInstant(movedTo),
        saved: isSaved,
      })),
    })),
  };
}
