import type { Credential } from '../../api/authentication/credential';
import type { ReporterRecord } from '../../database/stores/reporter-store';
import type { Actor } from '../../domain/actor';
import type { LinkPurpose } from '../../links/link-signer';
import type { PageRequest } from '../http/page-request';
import type { PagesDeps } from '../pages-deps';
import { openLink, type OpenedLink } from './open-link';
import { StaleLink } from './stale-link';

type ReporterDeps = Pick<PagesDeps, 'links' | 'complaints' | 'reporters'>;

export interface ReporterLink extends OpenedLink {
  kind: 'reporter';
  reporter: ReporterRecord;
  actor: Actor;
  credential: Credential;
}

export interface SupporterLink extends OpenedLink {
  kind: 'supporter';
  supporterId: string;
}

/**
 * @throws StaleLink unless it is the reporter's link of the current generation; also for somebody whose complaint
 * was merged into a confidential one, which they may not see
 */
export async function openReporterLink(deps: ReporterDeps, request: PageRequest): Promise<ReporterLink> {
  const opened = await openLink(deps, request, 'reporter');
  if (opened.complaint.confidential && opened.claims.complaintId !== opened.complaint.id)
    throw new StaleLink();
  return asReporter(deps, opened);
}

/** Whether they withdrew, here or from a merged complaint, and it goes on: they have no say and get no mail. */
export function hasLeft({ complaint, claims: { complaintId } }: OpenedLink): boolean {
  if (complaintId === complaint.id) return complaint.reporterLeftAt !== null;
  return complaint.absorbedLeft.includes(complaintId);
}

/** Opens a link about an address of the reporter or of a supporter. @throws StaleLink */
export async function openAddressLink(
  deps: ReporterDeps,
  request: PageRequest,
  purpose: Extract<LinkPurpose, 'confirm' | 'stop'>,
): Promise<ReporterLink | SupporterLink> {
  const opened = await openLink(deps, request, purpose);
  const supporterId = /^supporter:(.+)$/.exec(opened.claims.recipient)?.[1];
  if (supporterId !== undefined) return { kind: 'supporter', supporterId, ...opened };
  return asReporter(deps, opened);
}

async function asReporter({ reporters }: ReporterDeps, opened: OpenedLink): Promise<ReporterLink> {
  const { complaintId, recipient, generation } = opened.claims;
  if (recipient !== `reporter:${complaintId}`) throw new StaleLink();
  const reporter = await reporters.find(complaintId);
  if (reporter?.tokenGeneration !== generation) throw new StaleLink();
  const actor: Actor = { kind: 'reporter', complaintId };
  return { kind: 'reporter', ...opened, reporter, actor, credential: { kind: 'reporter', complaintId } };
}
