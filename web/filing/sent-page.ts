import type { PageResponse } from '../page-response';
import { complaintUrls } from '../../links/complaint-urls';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { offerForOne } from '../app/push-offer';
import { addressState, type AddressState } from '../complaint/own-address';
import { addressCorrection } from '../pages/address-correction';

/** Generation of the link that a reporter gets at filing; a higher one means that it was revoked. */
const FIRST_GENERATION = 1;

/** Shows what became of the draft, however often it is visited. It contains the reporter's own link. */
export async function sentPage({ context, locale, draft }: DraftRequest): Promise<PageResponse> {
  const id = draft?.complaintId ?? null;
  if (id === null) return { kind: 'redirect', to: '/file/what' };
  const [complaint, reporter] = await Promise.all([context.complaints.byId(id), context.reporters.find(id)]);
  if (!complaint || !reporter) throw new RangeError('a draft became a complaint that is not there');
  const { t, names, time } = locale;
  const { trackingCode, agency, acknowledgeBy, resolveBy } = complaint;
  if (reporter.tokenGeneration !== FIRST_GENERATION)
    return { kind: 'redirect', to: `/track/${trackingCode}` };
  const link = complaintUrls({
    publicUrl: context.settings.publicUrl,
    links: context.links,
    trackingCode,
    complaintId: id,
    recipient: `reporter:${id}`,
    generation: FIRST_GENERATION,
  }).mine();
  const { pathname, search } = new URL(link);
  const state = await addressState(context, reporter);
  const email = reporter.email ?? '';
  return filingPage(locale, {
    template: 'sent',
    title: t('filing.sent.heading'),
    scripts: ['filing/sent.js', 'live.js', 'app/push-here.js'],
    view: {
      code: trackingCode,
      holder: names.agency(agency),
      by: time.long(resolveBy),
      byIso: new Date(resolveBy).toISOString(),
      ...addressWords(state, { email, t }),
      address: isCorrectable(state)
        ? addressCorrection({ email, action: `${pathname}/address${search}` }, { city: context.city, locale })
        : null,
      accept: t('filing.sent.accept', { agency: names.agency(agency) }),
      acceptBy: acknowledgeBy === null ? null : t('filing.sent.acceptBy', { time: time.long(acknowledgeBy) }),
      workBy: t('filing.sent.workBy', { time: time.long(resolveBy) }),
      late: t('filing.sent.late', { office: names.office(1, agency) }),
      link,
      page: pathname + search,
      push: offerForOne(context, { complaint, my: pathname + search, address: state }, locale),
    },
  });
}

/** An address can be corrected until it is confirmed. */
function isCorrectable(state: AddressState): boolean {
  return state !== 'none' && state !== 'confirmed';
}

/** Says that a link was mailed only if it was; otherwise says what to do without one. */
function addressWords(state: AddressState, { email, t }: { email: string; t: DraftRequest['locale']['t'] }) {
  const nothing = { confirmWhy: null, news: null, warning: null };
  switch (state) {
    case 'none':
      return { ...nothing, warning: t('filing.sent.noEmail') };
    case 'confirmed':
      return { ...nothing, news: t('filing.sent.news', { email }) };
    case 'mailed':
      return { ...nothing, confirmWhy: t('filing.sent.confirmWhy', { email }) };
    case 'withheld':
    case 'undeliverable':
      return { ...nothing, warning: t(`filing.sent.${state}`, { email }) };
  }
}
