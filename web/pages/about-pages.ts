import type { MessageKey } from '../../mail/locales';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';

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
    paragraphs: ['about.privacy.browser.first', 'about.privacy.browser.second'],
  },
  {
    heading: 'about.privacy.mails.heading',
    paragraphs: ['about.privacy.mails.first'],
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

/** What is kept of whom, how long, and who sees it. */
export async function privacyPage(site: Site, visit: Visit): Promise<PageAnswer> {
  return aboutPage(site, visit, { about: 'privacy', sections: PRIVACY });
}

export async function accessibilityPage(site: Site, visit: Visit): Promise<PageAnswer> {
  return aboutPage(site, visit, { about: 'accessibility', sections: ACCESSIBILITY });
}

function aboutPage(
  site: Site,
  visit: Visit,
  { about, sections }: { about: 'privacy' | 'accessibility'; sections: readonly Section[] },
): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say, time } = speech;
  const { retention, emergencyNumber } = site.city;
  const facts = { days: time.number(retention.reporterDaysAfterClosing), number: emergencyNumber };
  const heading = say(`about.${about}.title`);
  return {
    kind: 'page',
    status: 200,
    template: 'about',
    title: heading,
    view: {
      heading,
      lead: say(`about.${about}.lead`),
      sections: sections.map((each) => ({
        heading: say(each.heading),
        paragraphs: each.paragraphs.map((key) => say(key, facts)),
      })),
    },
    speech,
    keepsAddress: true,
  };
}
