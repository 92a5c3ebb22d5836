import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventType } from '../../domain/timeline';
import { NOTIFICATION_RULES, type RecipientRole } from '../../domain/notification-rules';

type Kept = [role: RecipientRole, ...events: EventType[]];

/** Every page text that says somebody will be notified, with the rules that keep that promise. */
const PROMISES: Record<string, Kept> = {
  'filing.you.heading': ['reporter', 'received'],
  'filing.you.emailHint': [
    'reporter',
    ...(['acknowledged', 'started', 'target_missed', 'resolved', 'information_requested'] as const),
  ],
  'filing.check.contact': ['reporter', 'received'],
  'filing.sent.confirmWhy': ['reporter', 'received'],
  'filing.sent.news': ['reporter', 'received', 'resolved'],
  'web.support.emailHint': ['supporters', 'acknowledged', 'resolved'],
  'web.support.done': ['supporters', 'acknowledged', 'target_missed', 'resolved', 'closed'],
  'web.confirmAddress.lead': ['reporter', 'acknowledged', 'resolved'],
  'web.my.confirmHint': ['reporter', 'received'],
  'web.my.confirmed': ['reporter', 'acknowledged', 'resolved'],
  'web.withdraw.told': ['worker', 'withdrawn', 'reporter_left'],
  'web.withdraw.agency': ['officer', 'withdrawn', 'reporter_left'],
  'web.withdraw.supporters': ['supporters', 'reporter_left'],
  'web.withdraw.you': ['reporter', 'withdrawn', 'reporter_left'],
  'web.forms.merge.intoHint': ['merged_reporters', 'acknowledged', 'resolved', 'closed'],
  'web.done.resolve': ['reporter', 'resolved'],
  'web.done.reject': ['reporter', 'rejected'],
  'web.done.reopen': ['agency', 'reopened'],
  'web.done.answer': ['worker', 'information_answered'],
  'web.done.nudge': ['worker', 'nudged'],
  'web.forms.nudge.noteHint': ['officer', 'nudged'],
  'outages.lead': ['reporter', 'shifted'],
  'push.news.title': ['reporter', 'acknowledged', 'resolved', 'rejected', 'closed'],
  'push.offer.ask': ['reporter', 'acknowledged', 'started', 'noted', 'target_missed', 'resolved', 'closed'],
  'push.offer.allOff': ['reporter', 'acknowledged', 'resolved', 'rejected', 'information_requested'],
  'push.offer.oneOff': ['reporter', 'acknowledged', 'resolved', 'rejected', 'information_requested'],
  'push.offer.allOn': ['merged_reporters', 'acknowledged', 'resolved', 'rejected'],
  'push.offer.oneOn': ['reporter', 'acknowledged', 'resolved', 'rejected'],
  'push.offer.soon': ['reporter', 'acknowledged'],
  'push.item.ask': ['reporter', 'acknowledged'],
  'push.item.on': ['reporter', 'acknowledged'],
  'push.item.soon': ['reporter', 'acknowledged'],
};

/** These speak of news, but promise none. */
const NO_PROMISES: readonly string[] = [
  ...['filing.sent.withheld', 'web.my.withheld', 'filing.sent.undeliverable', 'web.my.undeliverable'],
  ...['push.offer.heading', 'push.offer.end', 'push.offer.install'],
  ...['push.item.end', 'push.item.dead', 'push.item.tooMany'],
  ...['web.live.lost', 'web.live.waiting', 'web.stopMails.lead', 'browse.list.feeds'],
  // About what has happened, or about a mail that somebody asks for on this page.
  ...['web.act.untold', 'web.act.unreached', 'web.links.lead', 'web.links.sentTitle', 'web.links.sent'],
];

const SPEAKS_OF_TELLING: Record<'id' | 'en', RegExp> = {
  id: /kabar|beri tahu|kami (kirim|ingatkan|teruskan)|email (dari )?kami/i,
  en: /we (tell|told|mail|send|sent|passed)|news\b|our mail|hears from/i,
};

describe('a promise of news on a page', () => {
  it.each(Object.entries(PROMISES))('“%s” is kept by the notification rules', (_key, [role, ...events]) => {
    for (const event of events)
      expect(NOTIFICATION_RULES.filter(({ on, tell }) => on === event && tell === role)).not.toEqual([]);
  });

  it.each(['id', 'en'] as const)('is on this list (%s)', (language) => {
    const speaking = textsOf(language)
      .filter(([, text]) => SPEAKS_OF_TELLING[language].test(text))
      .map(([key]) => key);
    expect(speaking.filter((key) => !(key in PROMISES) && !NO_PROMISES.includes(key))).toEqual([]);
    expect(speaking.length).toBeGreaterThan(10);
  });

  it('is on this list only if its text exists', () => {
    const keys = new Set(textsOf('id').map(([key]) => key));
    expect([...Object.keys(PROMISES), ...NO_PROMISES].filter((key) => !keys.has(key))).toEqual([]);
  });
});

/** The texts behind the pages for reporters, and behind those for staff about one case. */
function textsOf(language: 'id' | 'en'): [key: string, text: string][] {
  return ['filing', 'web', 'browse', 'outages', 'push'].flatMap((file) => {
    const path = join(__dirname, `../../templates/locales/${language}/${file}.json`);
    return leavesOf(JSON.parse(readFileSync(path, 'utf8')) as object, file);
  });
}

function leavesOf(node: object, path: string): [string, string][] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'string' ? [[`${path}.${key}`, value]] : leavesOf(value as object, `${path}.${key}`),
  );
}
