import { email as emailSchema } from '../../api/complaints/text-schemas';
import type { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import type { AddressCorrection } from '../../database/stores/correct-address';
import { browserSecret } from '../browser-secret';
import type { Visit } from '../http/visit';
import { openLink } from '../links/open-link';
import { openReporterLink } from '../links/reporter-link';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { challengeIn } from '../steps/step-view';
import { addressStepPage } from './address-step';
import { pageWithAddress } from './my-page';

/**
 * Puts the right address in the place of a mistyped one. Links that were mailed end with that, so its sender goes on under
 * a new one, also after a second click.
 * @throws StaleLink, Problem `too_many_requests`
 */
export async function correctAddress(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = visit.form.get('email') ?? '';
  const parsed = emailSchema.safeParse(typed.trim());
  if (!parsed.success)
    return pageWithAddress(site, visit, { link: await openReporterLink(site, visit), typed });
  const { complaint, claims } = await openLink(site, visit, 'reporter');
  const { device, cookie } = browserSecret(site, visit, visit.form.get('key') ?? '');
  const { complaintId, generation } = claims;
  const correction = { complaintId, generation, email: parsed.data, device };
  const problem = await refusalOf(site, visit, correction);
  const challenge = problem && challengeIn(problem);
  if (challenge)
    return addressStepPage(site, visit, {
      ...{ link: await openReporterLink(site, visit), problem, challenge },
    });
  if (problem) throw problem;
  const corrected = await site.reporters.correctEmail(correction);
  if (!corrected) await openReporterLink(site, visit);
  const token = site.links.sign({ ...claims, generation: corrected?.generation ?? generation });
  const done = corrected ? 'address' : 'address-kept';
  const query = new URLSearchParams({
    t: token,
    ...(visit.query.lang === undefined ? {} : { lang: visit.query.lang }),
    done,
  });
  return {
    kind: 'redirect',
    to: `/my/${complaint.trackingCode}?${query.toString()}`,
    cookies: [cookie],
  };
}

/**
 * It makes us write to an address that somebody typed, as a filing does, so it climbs the same ladder. A solution is good
 * for one correction: the next one has another generation.
 */
async function refusalOf(
  site: Site,
  { address, form }: Visit,
  correction: AddressCorrection,
): Promise<Problem | null> {
  const { complaintId, generation } = correction;
  try {
    await site.ladder({
      caller: { credential: { kind: 'none' }, address },
      subject: JSON.stringify(['address', complaintId, generation]),
      proof: form.get('proof') ?? null,
      hasWaited: async () => (await site.turns.find(complaintId))?.isDue ?? false,
      isRepeated: () => site.reporters.wasCorrected(correction),
    });
    return null;
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code === 'too_many_requests') return problem;
    throw error;
  }
}
