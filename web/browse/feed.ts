import { Feed } from 'feed';
import Handlebars from 'handlebars';
import type { Language } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { cleanText } from '../../domain/clean-text';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { browseChoice, browseUrl, listFilterOf, type BrowseChoice } from './browse-filter';
import { publicView } from '../complaint/public-row';

const ITEMS = 50;

/** The newest complaints for a feed reader. */
export async function feed(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const locale = context.locales(feedLanguage(context, request));
  const choice = browseChoice(request.query, context.city);
  const address = browseUrl('/complaints/feed.rss', choice, { lang: locale.language });
  const text = await context.documents(address, () => write(context, { locale, choice, address }));
  return { kind: 'document', type: 'application/rss+xml', text };
}

interface Wanted {
  locale: Locale;
  choice: BrowseChoice;
  address: string;
}

async function write(context: PagesContext, { locale, choice, address }: Wanted): Promise<string> {
  const { settings } = context;
  const { items } = await context.complaints.list(listFilterOf(choice), { limit: ITEMS });
  const { t, names, language } = locale;
  const rss = new Feed({
    title: t('browse.list.title', { city: names.city }),
    description: t('browse.feed.description', { city: names.city }),
    link: `${settings.publicUrl}${browseUrl('/complaints', choice)}`,
    feedLinks: { rss: `${settings.publicUrl}${address}` },
    language,
    generator: false,
    // Not the time of the request, so that an unchanged feed stays byte for byte the same.
    updated: new Date(Math.max(0, ...items.map(({ receivedAt }) => receivedAt))),
  });
  for (const complaint of items) rss.addItem(itemOf(complaint, { locale, context }));
  return rss.rss2();
}

function itemOf(complaint: ComplaintRecord, { locale, context }: { locale: Locale; context: PagesContext }) {
  const { t, names } = locale;
  const view = publicView(complaint, context);
  const link = `${context.settings.publicUrl}/track/${view.trackingCode}`;
  const about = { kind: names.category(view.category), district: names.district(view.district) };
  const status = t(`words.status.${view.status}`);
  const text = fitForXml(cleanText(view.description ?? ''));
  return {
    title: t('browse.feed.item', about),
    id: link,
    link,
    date: new Date(view.receivedAt),
    // Feed readers treat it as HTML, so escape what a person wrote once more than XML needs.
    description: Handlebars.escapeExpression(text === '' ? status : t('browse.feed.text', { status, text })),
    category: [{ name: about.kind }, { name: about.district }],
  };
}

/** Replaces characters that no XML document can hold, even escaped. */
function fitForXml(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ');
}

/** Shared caches keep a feed, so no cookie chooses its language. */
function feedLanguage({ city }: PagesContext, { query }: PageRequest): Language {
  return city.languages.find((language) => language === query.lang) ?? city.defaultLanguage;
}
