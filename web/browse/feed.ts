import { Feed } from 'feed';
import Handlebars from 'handlebars';
import type { Language } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { cleanText } from '../../mail/clean-text';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { browseChoice, browseUrl, listFilterOf, type BrowseChoice } from './browse-filter';
import { publicView } from './public-row';

const ITEMS = 50;

/** The newest complaints for a feed reader. */
export async function feed(site: Site, visit: Visit): Promise<PageAnswer> {
  const speech = site.speeches(feedLanguage(site, visit));
  const choice = browseChoice(visit.query, site.city);
  const address = browseUrl('/complaints/feed.rss', choice, { lang: speech.language });
  const text = await site.documents(address, () => write(site, { speech, choice, address }));
  return { kind: 'document', type: 'application/rss+xml', text };
}

interface Wanted {
  speech: Speech;
  choice: BrowseChoice;
  address: string;
}

async function write(site: Site, { speech, choice, address }: Wanted): Promise<string> {
  const { settings } = site;
  const { items } = await site.complaints.list(listFilterOf(choice), { limit: ITEMS });
  const { say, names, language } = speech;
  const rss = new Feed({
    title: say('browse.list.title', { city: names.city }),
    description: say('browse.feed.description', { city: names.city }),
    link: `${settings.publicUrl}${browseUrl('/complaints', choice)}`,
    feedLinks: { rss: `${settings.publicUrl}${address}` },
    language,
    generator: false,
    // Nothing of the hour at which it was asked for, so that an unchanged feed is the same feed.
    updated: new Date(Math.max(0, ...items.map(({ receivedAt }) => receivedAt))),
  });
  for (const complaint of items) rss.addItem(itemOf(complaint, { speech, site }));
  return rss.rss2();
}

function itemOf(complaint: ComplaintRecord, { speech, site }: { speech: Speech; site: Site }) {
  const { say, names } = speech;
  const view = publicView(complaint, site);
  const link = `${site.settings.publicUrl}/track/${view.trackingCode}`;
  const about = { kind: names.category(view.category), district: names.district(view.district) };
  const status = say(`words.status.${view.status}`);
  const text = fitForXml(cleanText(view.description ?? ''));
  return {
    title: say('browse.feed.item', about),
    id: link,
    link,
    date: new Date(view.receivedAt),
    // Readers take it for HTML, so what a person wrote is escaped once more than the XML needs.
    description: Handlebars.escapeExpression(
      text === '' ? status : say('browse.feed.text', { status, text }),
    ),
    category: [{ name: about.kind }, { name: about.district }],
  };
}

/** What no XML document can hold, even escaped. */
function fitForXml(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ');
}

/** A feed is kept by caches for everybody, so no cookie chooses its language. */
function feedLanguage({ city }: Site, { query }: Visit): Language {
  return city.languages.find((language) => language === query.lang) ?? city.defaultLanguage;
}
