import { email as emailSchema } from '../../api/complaints/text-schemas';
import { browserSecret } from '../browser-secret';
import type { Visit } from '../http/visit';
import { openLink } from '../links/open-link';
import { openReporterLink } from '../links/reporter-link';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { pageWithAddress } from './my-page';

/**
 * Puts the right address in the place of a mistyped one. Links that were mailed end with that, so its sender goes on under
 * a new one, also after a second click. It makes us write to an address that somebody typed, as a filing does, and is
 * counted as one.
 * @throws StaleLink, Problem `too_many_requests`
 */
export async function correctAddress(site: Site, visit: Visit): Promise<PageAnswer> {
  const typed = visit.form.get('email') ?? '';
  const parsed = emailSchema.safeParse(typed.trim());
  if (!parsed.success)
    return pageWithAddress(site, visit, { link: await openReporterLink(site, visit), typed });
  const { complaint, claims } = await openLink(site, visit, 'reporter');
  await site.limits.count('filing', { credential: { kind: 'none' }, address: visit.address });
  const { device, cookie } = browserSecret(site, visit, visit.form.get('key') ?? '');
  const { complaintId, generation } = claims;
  const corrected = await site.reporters.correctEmail({
    complaintId,
    generation,
    email: parsed.data,
    device,
  });
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
