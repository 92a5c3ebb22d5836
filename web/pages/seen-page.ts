import { problemFromError } from '../../api/http/problem-from-error';
import { can } from '../../domain/permissions';
import { answeredAt, isUntold } from '../../domain/promise';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { PageRequest } from '../http/page-request';
import { withToken } from '../links/link-urls';
import { openReporterLink, type ReporterLink } from '../links/reporter-link';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';

export interface SeenView {
  action: string;
  /** When the agency gave the answer that the page shows. */
  answeredAt: string;
}

/**
 * The form by which a page says that a person has read the answer; null where nobody waits for that. Opening the
 * page says nothing, because mail scanners open links and run scripts (docs/decisions/0049-closed-only-when-told.md).
 */
export function seenView(
  request: PageRequest,
  { link, shown }: { link: ReporterLink; shown: ShownComplaint },
): SeenView | null {
  const at = answeredAt(shown.case.state);
  if (at === null || !isUntold(shown.case) || !can(link.actor, 'tell', shown.complaint)) return null;
  return {
    action: withToken(`/my/${shown.view.trackingCode}/seen`, request),
    answeredAt: new Date(at).toISOString(),
  };
}

/** Sent by the page's script after a person's first touch, or by the button of a page without script. */
export async function seenByPerson(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openReporterLink(context, request);
  await tellOfAnswer(context, link, request.form.get('answeredAt') ?? '');
  if (request.form.get('by') === 'script') return { kind: 'empty' };
  return { kind: 'redirect', to: withToken(`/my/${link.complaint.trackingCode}`, request, { done: 'seen' }) };
}

/** Whoever sends another form of their own page has read the answer there, too. */
export async function noteReading(context: PagesContext, link: ReporterLink): Promise<void> {
  const { complaint } = link;
  const at = complaint.resolvedAt ?? complaint.rejectedAt;
  if (at === null || complaint.toldAt !== null || !can(link.actor, 'tell', complaint)) return;
  if (!isUntold(await context.caseReader.load(complaint.id))) return;
  await tellOfAnswer(context, link, new Date(at).toISOString());
}

/** @throws Problem, except if the complaint has gone on meanwhile: then nobody waits for the telling any more */
async function tellOfAnswer(
  context: PagesContext,
  { complaint, credential }: ReporterLink,
  answeredAt: string,
): Promise<void> {
  try {
    await context.execute(context.operations.tell, {
      params: { code: complaint.trackingCode },
      body: { answeredAt },
      credential,
    });
  } catch (error) {
    if (problemFromError(error).code !== 'refused') throw error;
  }
}
