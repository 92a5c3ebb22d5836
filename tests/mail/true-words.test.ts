import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { hoursAfter } from '../../domain/instant';
import type { TimelineEvent } from '../../domain/timeline';
import { createTimeFormat } from '../../locale/time-format';
import { caseOnPaper, commandCentre, officer, RECEIVED_AT, reporter } from '../support/case-on-paper';
import {
  createMailDesk,
  LIVES,
  loadJambi,
  notificationsIn,
  notificationsOf,
  type CausedNotification,
} from './mail-desk';

const ESCALATIONS = ['escalated', 'reminder'] as const;

/** Every way to the command centre, and what it hears afterwards. */
const TO_THE_TOP: Record<string, () => CausedNotification[]> = {
  'by silence': () => notificationsOf(caseOnPaper().timePasses(72).timePasses(96).timePasses(120)),
  'by silence, seen after an outage': () =>
    notificationsOf(caseOnPaper().timePasses(200).timePasses(224).timePasses(248)),
  'by a third hand-over': () =>
    reminded(
      [1, { act: 'reassign', agency: 'dlh' }],
      [2, { act: 'reassign', agency: 'dishub' }, { kind: 'officer', agency: 'dlh' }],
      [2.2, { act: 'reassign', agency: 'pupr' }, { kind: 'officer', agency: 'dishub' }],
      [2.3, { act: 'reassign', agency: 'pupr' }, commandCentre],
      [2.4, { act: 'reassign', agency: 'dlh' }],
    ),
  'by a second objection at once': () =>
    reminded(
      [5, { act: 'resolve' }],
      [6, { act: 'reopen', reason: 'partly' }, reporter],
      [6.1, { act: 'resolve' }],
      [6.2, { act: 'reopen', reason: 'partly' }, reporter],
    ),
  'by an objection at level 2': () => {
    const paper = caseOnPaper().timePasses(48);
    paper.act(49, { act: 'resolve' });
    paper.act(50, { act: 'reopen', reason: 'partly' }, reporter);
    return notificationsOf(paper.timePasses(74).timePasses(98));
  },
  'by an objection when it was there already': () => {
    const paper = caseOnPaper().timePasses(72).timePasses(96);
    paper.act(97, { act: 'resolve' });
    paper.act(98, { act: 'reopen', reason: 'partly' }, reporter);
    return notificationsOf(paper.timePasses(122).timePasses(146));
  },
};

function reminded(...acts: [hours: number, act: Act, actor?: Actor][]): CausedNotification[] {
  const paper = caseOnPaper();
  for (const [hours, act, actor = officer] of acts) {
    const refusal = paper.act(hours, act, actor);
    if (refusal) throw new Error(`"${act.act}" was refused: ${refusal}`);
  }
  return notificationsOf(paper.timePasses(100).timePasses(124));
}

describe.each(['id', 'en'] as const)('what mails say in %s', (language) => {
  let desk: ReturnType<typeof createMailDesk>;
  beforeAll(async () => {
    desk = createMailDesk({ ...(await loadJambi()), defaultLanguage: language });
  });
  const write = (notification: CausedNotification) =>
    desk.write(notification, { person: { language }, member: { language } });

  it.each([...Object.keys(LIVES), ...Object.keys(TO_THE_TOP)])(
    'never counts zero hours, minutes or days: %s',
    (life) => {
      const all = (LIVES[life] ?? TO_THE_TOP[life])?.() ?? [];
      expect(all.length).toBeGreaterThan(0);
      for (const notification of all) {
        const { subject, text } = write(notification);
        expect(`${subject}\n${text}`).not.toMatch(/(?<!\d)0 (jam|menit|hari|h|min|days)\b|hari ke-0|day 0/);
      }
    },
  );

  it.each(Object.keys(TO_THE_TOP))('mentions an earlier reminder only after one: %s', (life) => {
    const all = TO_THE_TOP[life]?.() ?? [];
    const reminders = all.filter(({ kind, recipient }) => kind === 'reminder' && recipient.endsWith('jcoc'));
    expect(reminders.length).toBeGreaterThanOrEqual(2);
    for (const each of reminders) {
      const before = each.events.slice(0, -1);
      const last = before.findLast(({ type }) => type === 'reminded' || type === 'reopened');
      const isLater = last?.type === 'reminded';
      const phrase = { id: 'sejak pengingat terakhir', en: 'since the last reminder' }[language];
      expect(write(each).text.includes(phrase)).toBe(isLater);
    }
  });

  it('has a subject of its own for every way to level 3', () => {
    const subjects = Object.values(TO_THE_TOP)
      .flatMap((life) => life())
      .filter(
        ({ kind, recipient }) => ESCALATIONS.includes(kind as 'escalated') && recipient.endsWith('jcoc'),
      )
      .map((notification) => write(notification).subject);
    const merged = notificationsIn('given the level of a merged one', 'escalated').map(
      (notification) => write(notification).subject,
    );
    const endings =
      language === 'id'
        ? ['72 jam', 'pelapor keberatan', 'pelapor keberatan lagi', 'hendak diteruskan', 'digabung']
        : ['72 h', 'reporter objects', 'reporter objects again', 'to be passed on', 'merged complaint'];
    for (const ending of endings)
      expect([...subjects, ...merged].some((subject) => subject.endsWith(ending))).toBe(true);
  });

  it('gives minutes for a hand-over shortly before and after the promise', () => {
    for (const [hours, words] of [
      [71.9, { id: 'sisa 6 menit', en: '6 min left' }],
      [72.2, { id: 'lewat 12 menit', en: '12 min past' }],
    ] as const) {
      const paper = caseOnPaper();
      paper.act(hours, { act: 'reassign', agency: 'dlh' });
      const [notification] = notificationsOf(paper).filter(({ kind }) => kind === 'reassigned_agency');
      expect(notification && write(notification).subject).toContain(words[language]);
    }
  });

  it('promises the time to object as if the answer were read now, or as it is since it was read before', () => {
    const paper = caseOnPaper();
    paper.act(10, { act: 'reject', reason: 'already_handled' });
    const mailTo = (kind: string) => notificationsOf(paper).find((each) => each.kind === kind)!;
    const rules = { untoldWindowHours: 336 };
    const people = { person: { language }, member: { language } };
    const late = { ...people, rules, lateByMs: 48 * 3_600_000 };
    const time = createTimeFormat({ language, timeZone: 'Asia/Jakarta' });
    const told: TimelineEvent = {
      ...{ type: 'reporter_told', data: { by: 'page', answer: 3 } },
      ...{ sequence: 4, at: hoursAfter(RECEIVED_AT, 20), actor: { kind: 'reporter' } },
    };
    const until = (hours: number) => time.long(hoursAfter(RECEIVED_AT, hours));
    const toReporter = mailTo('rejected_reporter');
    expect(desk.write(toReporter, late).text).toContain(until(10 + 48 + 72));
    expect(desk.write(toReporter, { ...late, since: [told] }).text).toContain(until(20 + 72));
    expect(desk.write(toReporter, { ...late, rules: {} }).text).toContain(until(10 + 72));
    const toSupervisor = mailTo('rejected_supervisor');
    const untold = { id: 'selama 72 jam setelah dikabari', en: 'for 72 hours after they are told' }[language];
    expect(desk.write(toSupervisor, { ...people, rules }).text).toContain(untold);
    expect(desk.write(toSupervisor, { ...people, rules, since: [told] }).text).toContain(until(20 + 72));
  });

  it('says that the clock runs again only if it had waited', () => {
    const answered = (questionHoldHours?: number) => {
      const paper = caseOnPaper({ questionHoldHours });
      paper.act(2, { act: 'ask' });
      paper.act(3, { act: 'answer' }, reporter);
      const [notification] = notificationsOf(paper).filter(({ kind }) => kind === 'information_answered');
      return notification && write(notification).text;
    };
    const again = { id: 'Waktu berjalan lagi.', en: 'The clock runs again.' }[language];
    expect(answered(12)).toContain(again);
    expect(answered()).not.toContain(again);
  });
});
