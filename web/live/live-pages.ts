import { findComplaint } from '../../api/complaints/find-complaint';
import { viewComplaint } from '../../api/complaints/view-complaint';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { lastKnown } from '../complaint/last-known';
import type { ShowDeps } from '../complaint/shown-complaint';
import type { Visit } from '../http/visit';
import { openReporterLink } from '../links/reporter-link';
import { StaleLink } from '../links/stale-link';
import type { PageAnswer } from '../page-answer';
import { countingGuesses } from '../counting-guesses';
import type { Place } from '../place';
import type { Site } from '../site';
import { createSharedReading } from './shared-reading';

/** Says when there is something new on the public page. */
async function watchPublic(site: Site, visit: Visit): Promise<PageAnswer> {
  const complaint = await countingGuesses(site, visit, () => findComplaint(site, visit.params.code ?? ''));
  const sequence = () => site.lastPublic(complaint.id);
  return streamOf(site, visit, { complaint, isPublic: true, sequence });
}

/** Number of the last event that everybody may know of, read once for all who watch; null when it is gone. */
export function createLastPublic(site: ShowDeps): (complaintId: string) => Promise<number | null> {
  return createSharedReading(async (complaintId) => {
    const complaint = await site.complaints.byId(complaintId);
    return complaint && lastKnownTo(site, { complaint, actor: { kind: 'anonymous' } });
  });
}

async function lastKnownTo(
  site: ShowDeps,
  viewing: { complaint: ComplaintRecord; actor: Actor },
): Promise<number> {
  const { publicUrl } = site.settings;
  return lastKnown(await viewComplaint({ ...site, publicUrl }, viewing));
}

/** The same for the reporter's own page, for as long as their link opens it. */
async function watchMine(site: Site, visit: Visit): Promise<PageAnswer> {
  const { complaint } = await openReporterLink(site, visit);
  return streamOf(site, visit, {
    complaint,
    isPublic: false,
    async sequence() {
      try {
        return await lastKnownTo(site, await openReporterLink(site, visit));
      } catch (error) {
        if (error instanceof StaleLink) return null;
        throw error;
      }
    },
  });
}

interface Watched {
  complaint: ComplaintRecord;
  isPublic: boolean;
  sequence(): Promise<number | null>;
}

/** A stream about one complaint; it takes one of the places among those who watch. */
export function streamOf(site: Site, visit: Visit, { complaint, isPublic, sequence }: Watched): PageAnswer {
  const leave = site.seats.take(visit.address);
  return { kind: 'live', stream: { complaintId: complaint.id, isPublic, sequence, leave } };
}

export const livePlaces: readonly Place[] = [
  { path: '/track/:code/live', get: watchPublic, options: { isSecret: false, isAutomatic: true } },
  { path: '/my/:code/live', get: watchMine, options: { isSecret: true, isAutomatic: true } },
];
