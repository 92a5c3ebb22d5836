import { pushKeyOf } from '../app/push-offer';
import { htmlPage } from '../html-page';
import type { MessageKey } from '../../locale/translator';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';

interface Section {
  heading: MessageKey;
  paragraphs: MessageKey[];
}

const PRIVACY: readonly Section[] = [
  {
    heading: 'about.privacy.kept.heading',
    paragraphs: ['about.privacy.kept.first', 'about.privacy.kept.second', 'about.privacy.kept.third'],
  },
  {
    heading: 'about.privacy.seen.heading',
    paragraphs: ['about.privacy.seen.first', 'about.privacy.seen.second', 'about.privacy.seen.third'],
  },
  {
    heading: 'about.privacy.erased.heading',
    paragraphs: ['about.privacy.erased.first', 'about.privacy.erased.second', 'about.privacy.erased.third'],
  },
  {
    heading: 'about.privacy.browser.heading',
    paragraphs: [
      'about.privacy.browser.first',
      'about.privacy.browser.second',
      'about.privacy.browser.third',
    ],
  },
  {
    heading: 'about.privacy.mails.heading',
    paragraphs: ['about.privacy.mails.first'],
  },
];

/** The five questions that people ask. */
const HELP: readonly Section[] = [
  { heading: 'about.help.what.heading', paragraphs: ['about.help.what.first', 'about.help.what.second'] },
  { heading: 'about.help.who.heading', paragraphs: ['about.help.who.first', 'about.help.who.second'] },
  { heading: 'about.help.when.heading', paragraphs: ['about.help.when.first', 'about.help.when.second'] },
  {
    heading: 'about.help.news.heading',
    paragraphs: [
      'about.help.news.first',
      'about.help.news.phone',
      'about.help.news.second',
      'about.help.news.third',
    ],
  },
  {
    heading: 'about.help.notFixed.heading',
    paragraphs: ['about.help.notFixed.first', 'about.help.notFixed.second'],
  },
];

const ACCESSIBILITY: readonly Section[] = [
  {
    heading: 'about.accessibility.works.heading',
    paragraphs: [
      'about.accessibility.works.first',
      'about.accessibility.works.second',
      'about.accessibility.works.third',
    ],
  },
  {
    heading: 'about.accessibility.limits.heading',
    paragraphs: ['about.accessibility.limits.first', 'about.accessibility.limits.second'],
  },
  {
    heading: 'about.accessibility.help.heading',
    paragraphs: ['about.accessibility.help.first'],
  },
];

/** Said only where phones are sent news. */
const ABOUT_PUSHES: readonly MessageKey[] = ['about.help.news.phone', 'about.privacy.browser.third'];

/** The privacy notice: what is stored about whom, for how long, and who sees it. */
export async function privacyPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  return aboutPage(context, request, { about: 'privacy', sections: PRIVACY });
}

export async function accessibilityPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  return aboutPage(context, request, { about: 'accessibility', sections: ACCESSIBILITY });
}

export async function helpPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  return aboutPage(context, request, { about: 'help', sections: HELP });
}

function aboutPage(
  context: PagesContext,
  request: PageRequest,
  { about, sections }: { about: 'help' | 'privacy' | 'accessibility'; sections: readonly Section[] },
): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t, names, time } = locale;
  const { retention, emergencyNumber, categories } = context.city;
  const facts = {
    days: time.number(retention.reporterDaysAfterClosing),
    number: emergencyNumber,
    kinds: categories.map(({ code }) => names.category(code)).join(', '),
    centre: names.centre,
  };
  const isTrueHere = (key: MessageKey) => pushKeyOf(context) !== null || !ABOUT_PUSHES.includes(key);
  const heading = t(`about.${about}.title`);
  return htmlPage({
    template: 'about',
    title: heading,
    view: {
      lead: t(`about.${about}.lead`, facts),
      sections: sections.map((each) => ({
        heading: t(each.heading),
        paragraphs: each.paragraphs.filter(isTrueHere).map((key) => t(key, facts)),
      })),
    },
    locale,
  });
}
