import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { parseTrackingCode } from '../../domain/tracking-code';
import type { ComplaintClaims, LinkPurpose } from '../../links/link-signer';
import type { PageRequest } from '../http/page-request';
import type { PagesDeps } from '../pages-deps';
import { StaleLink } from './stale-link';

export interface OpenedLink {
  complaint: ComplaintRecord;
  claims: ComplaintClaims;
}

type OpenDeps = Pick<PagesDeps, 'links' | 'complaints'>;

/**
 * Returns the complaint that a signed link opens: its own, or the one that it was merged into. The caller must
 * check generation and recipient.
 * @throws StaleLink
 */
export async function openLink(
  deps: OpenDeps,
  request: PageRequest,
  purpose: LinkPurpose,
): Promise<OpenedLink> {
  const claims = signedClaims(deps, request);
  const code = parseTrackingCode(request.params.code ?? '');
  // Nothing is looked up without a signed link.
  const complaint = claims?.purpose === purpose && code ? await deps.complaints.byCode(code) : null;
  if (!claims || !complaint) throw new StaleLink();
  const isAbout = claims.complaintId === complaint.id || complaint.absorbed.includes(claims.complaintId);
  if (!isAbout) throw new StaleLink();
  return { complaint, claims };
}

export function signedClaims(
  { links }: Pick<PagesDeps, 'links'>,
  { query }: PageRequest,
): ComplaintClaims | null {
  const claims = query.t === undefined ? null : links.verify(query.t);
  return claims?.purpose === 'sign_in' || claims?.purpose === 'photo' ? null : claims;
}
