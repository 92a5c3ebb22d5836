import type { PageAnswer } from '../page-answer';
import { mailUrls } from '../../mail/mail-urls';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { addressState, type AddressState } from '../pages/own-address';
import { maskEmail } from './mask-email';

/** Of the link that a reporter gets at filing; later ones mean that it was revoked. */
const FIRST_GENERATION = 1;

/** What became of the draft, however often it is looked at. The link on it is the reporter's own. */
export async function sentPage({ site, speech, draft }: FilingVisit): Promise<PageAnswer> {
  const id = draft?.complaintId ?? null;
  if (id === null) return { kind: 'redirect', to: '/file/what' };
  const [complaint, reporter] = await Promise.all([site.complaints.byId(id), site.reporters.find(id)]);
  if (!complaint || !reporter) throw new RangeError('a draft became a complaint that is not there');
  const { say, names, time } = speech;
  const { trackingCode, agency, acknowledgeBy, resolveBy } = complaint;
  if (reporter.tokenGeneration !== FIRST_GENERATION)
    return { kind: 'redirect', to: `/track/${trackingCode}` };
  const link = mailUrls({
    publicUrl: site.settings.publicUrl,
    links: site.links,
    trackingCode,
    complaintId: id,
    recipient: `reporter:${id}`,
    generation: FIRST_GENERATION,
  }).mine();
  const { pathname, search } = new URL(link);
  return filingPage(speech, {
    template: 'sent',
    title: say('filing.sent.heading'),
    scripts: ['filing/sent.js', 'live.js'],
    view: {
      code: trackingCode,
      holder: names.agency(agency),
      by: time.long(resolveBy),
      byIso: new Date(resolveBy).toISOString(),
      ...addressWords(await addressState(site, reporter), { email: maskEmail(reporter.email ?? ''), say }),
      accept: say('filing.sent.accept', { agency: names.agency(agency) }),
      acceptBy:
        acknowledgeBy === null ? null : say('filing.sent.acceptBy', { time: time.long(acknowledgeBy) }),
      workBy: say('filing.sent.workBy', { time: time.long(resolveBy) }),
      late: say('filing.sent.late', { office: names.office(1, agency) }),
      link,
      page: pathname + search,
    },
  });
}

/** A link was mailed only where it was: else what to do without one. */
function addressWords(
  state: AddressState,
  { email, say }: { email: string; say: FilingVisit['speech']['say'] },
) {
  const nothing = { confirmWhy: null, news: null, warning: null };
  switch (state) {
    case 'none':
      return { ...nothing, warning: say('filing.sent.noEmail') };
    case 'confirmed':
      return { ...nothing, news: say('filing.sent.news', { email }) };
    case 'mailed':
      return { ...nothing, confirmWhy: say('filing.sent.confirmWhy', { email }) };
    case 'withheld':
    case 'undeliverable':
      return { ...nothing, warning: say(`filing.sent.${state}`, { email }) };
  }
}
