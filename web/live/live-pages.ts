import { findComplaint } from '../../api/complaints/find-complaint';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { PageRequest } from '../http/page-request';
import { openReporterLink } from '../links/reporter-link';
import { StaleLink } from '../links/stale-link';
import type { PageResponse } from '../page-response';
import { countingGuesses } from '../counting-guesses';
import type { PageRoute } from '../page-route';
import type { PagesContext } from '../pages-context';
import { lastKnownTo } from './last-public';

/** Streams that there is news on the public page. */
async function watchPublic(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const complaint = await countingGuesses(context, request, () =>
    findComplaint(context, request.params.code ?? ''),
  );
  const sequence = () => context.lastPublic(complaint.id);
  return streamOf(context, request, { complaint, isPublic: true, sequence });
}

/** The same for the reporter's own page, for as long as their link is valid. */
async function watchMine(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { complaint } = await openReporterLink(context, request);
  return streamOf(context, request, {
    complaint,
    isPublic: false,
    async sequence() {
      try {
        return await lastKnownTo(context, await openReporterLink(context, request));
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

/** A stream about one complaint; it takes a connection slot. */
export function streamOf(
  context: PagesContext,
  request: PageRequest,
  { complaint, isPublic, sequence }: Watched,
): PageResponse {
  const leave = context.streamSlots.take(request.address);
  return { kind: 'live', stream: { complaintId: complaint.id, isPublic, sequence, leave } };
}

export const liveRoutes: readonly PageRoute[] = [
  { path: '/track/:code/live', get: watchPublic, options: { isSecret: false, isAutomatic: true } },
  { path: '/my/:code/live', get: watchMine, options: { isSecret: true, isAutomatic: true } },
];
