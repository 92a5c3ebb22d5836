import type { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import type { AddressCorrection } from '../../database/stores/correct-address';
import { browserSecret } from '../browser-secret';
import { readEmail } from '../forms/email-field';
import { refusalOf } from '../forms/refusal';
import { languageFor, type PageRequest } from '../http/page-request';
import { openLink } from '../links/open-link';
import { openReporterLink } from '../links/reporter-link';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { challengeIn } from '../steps/step-view';
import { ADDRESS_FIELDS } from './address-fields';
import { addressStepPage } from './address-step';
import { pageWithAddress } from './my-page';

/**
 * Replaces a mistyped address with the right one. This ends the links that were mailed, so the sender goes on with
 * a new link, even after a second click.
 * @throws StaleLink, Problem `too_many_requests`
 */
export async function correctAddress(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const read = readEmail(request.form);
  if ('error' in read) return refusedPage(context, request, read.error);
  const { complaint, claims } = await openLink(context, request, 'reporter');
  const { device, cookie } = browserSecret(context, request, request.form.get('key') ?? '');
  const { complaintId, generation } = claims;
  const correction = { complaintId, generation, email: read.email, device };
  const problem = await tooManyOf(context, request, correction);
  const challenge = problem && challengeIn(problem);
  if (challenge)
    return addressStepPage(context, request, {
      ...{ link: await openReporterLink(context, request), problem, challenge },
    });
  if (problem) throw problem;
  const corrected = await context.reporters.correctEmail(correction);
  if (!corrected) await openReporterLink(context, request);
  const token = context.links.sign({ ...claims, generation: corrected?.generation ?? generation });
  const done = corrected ? 'address' : 'address-kept';
  const query = new URLSearchParams({
    t: token,
    ...(request.query.lang === undefined ? {} : { lang: request.query.lang }),
    done,
  });
  return {
    kind: 'redirect',
    to: `/my/${complaint.trackingCode}?${query.toString()}`,
    cookies: [cookie],
  };
}

async function refusedPage(
  context: PagesContext,
  request: PageRequest,
  error: unknown,
): Promise<PageResponse> {
  const link = await openReporterLink(context, request);
  const locale = context.locales(languageFor(request, context.city, link.reporter.language));
  const refused = { fields: ADDRESS_FIELDS, form: request.form };
  const addressFailure = refusalOf(error, refused, { city: context.city, locale });
  return pageWithAddress(context, request, { link, addressFailure });
}

/**
 * Like a filing, a correction makes us write to an address that somebody typed, so the same ladder applies. A
 * solution is valid for one correction: the next one has another generation.
 */
async function tooManyOf(
  context: PagesContext,
  { address, form }: PageRequest,
  correction: AddressCorrection,
): Promise<Problem | null> {
  const { complaintId, generation } = correction;
  try {
    await context.ladder({
      caller: { credential: { kind: 'none' }, address },
      subject: JSON.stringify(['address', complaintId, generation]),
      proof: form.get('proof') ?? null,
      hasWaited: async () => (await context.turns.find(complaintId))?.isDue ?? false,
      isRepeated: () => context.reporters.wasCorrected(correction),
    });
    return null;
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code === 'too_many_requests') return problem;
    throw error;
  }
}
