import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { decide } from '../../domain/decide';
import { hoursAfter } from '../../domain/instant';
import { notificationsFor } from '../../domain/notifications';
import { parseAct } from '../../domain/parse-act';
import { can } from '../../domain/permissions';
import { acknowledgeBy, resolveBy } from '../../domain/promise';
import { nextDueBy } from '../../domain/settle';
import {
  caseOnPaper,
  commandCentre,
  officer,
  RECEIVED_AT,
  reporter,
  supervisor,
} from '../support/case-on-paper';

const hours = (count: number) => hoursAfter(RECEIVED_AT, count);
const FLOOD = '01936000-0000-7000-8000-0000000000f1';
const HOLIDAY = '01936000-0000-7000-8000-0000000000f2';
const shift = (count: number, id = FLOOD): Act => ({ act: 'shift', shift: id, agency: 'pupr', hours: count });
const unshift = (id = FLOOD): Act => ({ act: 'unshift', shift: id });
const takeOver: Act = { act: 'take_over' };

describe('a take-over', () => {
  it('is allowed to the command centre alone', () => {
    for (const actor of [officer, supervisor, reporter, { kind: 'administrator' } satisfies Actor])
      expect(caseOnPaper().act(1, takeOver, actor)).toBe('forbidden');
    expect(caseOnPaper().act(1, takeOver, commandCentre)).toBeNull();
  });

  it('keeps the clock, status and agency, and notifies the agency and the officer who had the case', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'acknowledge' });
    paper.act(1, { act: 'assign', officer: 'dewi' });
    const { status, checkpoints, agency } = paper.state();
    paper.act(2, takeOver, commandCentre);
    expect(paper.state()).toMatchObject({ status, checkpoints, agency, takenOver: true, officer: null });
    expect(paper.notifications.slice(-2)).toMatchObject([
      { kind: 'taken_over', audience: { to: 'agency', agency: 'pupr' } },
      { kind: 'taken_over', audience: { to: 'staff', id: 'dewi' } },
    ]);
  });

  it('leaves the agency to read and write notes, and nothing else', () => {
    const paper = caseOnPaper();
    paper.act(1, takeOver, commandCentre);
    for (const act of [
      { act: 'acknowledge' },
      { act: 'resolve' },
      { act: 'reassign', agency: 'dlh' },
    ] satisfies Act[])
      expect(paper.act(2, act, officer)).toBe('taken_over');
    expect(paper.act(2, { act: 'extend', hours: 4 }, supervisor)).toBe('taken_over');
    expect(paper.act(2, { act: 'notes', public: false }, officer)).toBeNull();
    const nobody = { filedBy: null, absorbed: [], absorbedLeft: [] };
    const complaint = { id: 'a', agency: 'pupr', ...nobody, takenOver: true };
    expect(can(officer, 'view_internal', complaint)).toBe(true);
    expect(can(officer, 'hide', complaint)).toBe(false);
    expect(can(commandCentre, 'hide', complaint)).toBe(true);
  });

  it('lets the command centre work on the case, but not nudge, assign or take it over again', () => {
    const paper = caseOnPaper();
    paper.act(1, takeOver, commandCentre);
    for (const act of [takeOver, { act: 'nudge' }, { act: 'assign', officer: null }] satisfies Act[])
      expect(paper.act(2, act, commandCentre)).toBe('taken_over');
    expect(paper.act(2, { act: 'acknowledge' }, commandCentre)).toBeNull();
    expect(paper.act(3, { act: 'extend', hours: 4 }, commandCentre)).toBeNull();
    expect(paper.act(4, { act: 'resolve' }, commandCentre)).toBeNull();
  });

  it('sends the notifications for whoever works on the case to the command centre', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'ask' });
    paper.act(2, takeOver, commandCentre);
    paper.act(3, { act: 'answer' }, reporter);
    expect(paper.notifications.at(-1)).toMatchObject({
      kind: 'information_answered',
      audience: { to: 'command_centre' },
    });
    paper.timePasses(24);
    expect(paper.notifications.at(-1)).toMatchObject({
      kind: 'escalated',
      audience: { to: 'command_centre' },
    });
    paper.act(25, { act: 'withdraw' }, reporter);
    expect(paper.notifications.at(-1)).toMatchObject({
      kind: 'withdrawn',
      audience: { to: 'command_centre' },
    });
  });

  it('settles a pending decision', () => {
    const paper = caseOnPaper();
    for (const [from, agency] of [
      ['pupr', 'dlh'],
      ['dlh', 'dishub'],
      ['dishub', 'pupr'],
    ] as const)
      paper.act(1, { act: 'reassign', agency }, { kind: 'officer', agency: from });
    expect(paper.state().decisionPending).toBe(true);
    paper.act(2, takeOver, commandCentre);
    expect(paper.state().decisionPending).toBe(false);
  });

  it('ends with a hand-over back to the agency, which keeps the clock and is not counted', () => {
    const paper = caseOnPaper();
    expect(paper.act(1, { act: 'reassign', agency: 'pupr' }, commandCentre)).toBe('same_agency');
    paper.act(1, takeOver, commandCentre);
    const { assignment } = paper.state();
    expect(paper.act(2, { act: 'reassign', agency: 'pupr' }, commandCentre)).toBeNull();
    expect(paper.state()).toMatchObject({ takenOver: false, handOvers: 0, assignment: assignment + 1 });
    expect(resolveBy(paper.state())).toBe(hours(72));
    expect(paper.lastNotifications()).toMatchObject([
      { kind: 'reassigned_agency', audience: { to: 'agency', agency: 'pupr' } },
      { kind: 'reassigned_reporter' },
    ]);
    expect(paper.act(3, { act: 'acknowledge' }, officer)).toBeNull();
  });

  it('ends with an objection, which starts a cycle for the agency', () => {
    const paper = caseOnPaper();
    paper.act(1, takeOver, commandCentre);
    paper.act(2, { act: 'resolve' }, commandCentre);
    paper.act(3, { act: 'reopen', reason: 'partly' }, reporter);
    expect(paper.state().takenOver).toBe(false);
    expect(paper.act(4, { act: 'acknowledge' }, officer)).toBeNull();
  });

  it('works, as an outage does, on a case that was loaded before either existed', () => {
    const { state, policy } = caseOnPaper().current();
    const younger = ['takenOver', 'shifts'];
    const old = Object.entries(state).filter(([name]) => !younger.includes(name));
    const there = { policy, state: Object.fromEntries(old) as unknown as typeof state };
    expect(decide(there, { act: { act: 'acknowledge' }, actor: officer, at: hours(1) })).toHaveProperty(
      'events',
    );
    const shifted = decide(there, { act: shift(48), actor: commandCentre, at: hours(1) });
    if (!('events' in shifted)) throw new Error('refused');
    expect(notificationsFor(shifted.events, there.state)).toMatchObject([
      ...Array<object>(3).fill({ kind: 'shifted' }),
      { kind: 'deadlines_shifted' },
    ]);
    expect(decide(there, { act: unshift(), actor: commandCentre, at: hours(1) })).toMatchObject({
      refusal: { code: 'not_shifted' },
    });
  });
});

describe('an outage of the agency', () => {
  it('moves every pending deadline and the promise, and notifies the reporter once', () => {
    const paper = caseOnPaper();
    expect(paper.act(10, shift(48), commandCentre)).toBeNull();
    expect(paper.state().checkpoints.map(({ dueBy }) => dueBy)).toEqual([hours(72), hours(96), hours(120)]);
    expect(acknowledgeBy(paper.state())).toBe(hours(72));
    expect(nextDueBy(paper.current())).toBe(hours(72));
    expect(paper.state().targetHours).toBe(72);
    expect(paper.events.at(-1)).toMatchObject({
      type: 'shifted',
      data: { shift: FLOOD, hours: 48, promisedBy: hours(72), resolveBy: hours(120) },
    });
    expect(paper.notificationKinds().filter((kind) => kind === 'shifted')).toHaveLength(1);
    paper.act(12, unshift(), commandCentre);
    expect(paper.notificationKinds().filter((kind) => kind === 'shifted')).toHaveLength(1);
  });

  it('leaves missed checkpoints as they are, and does not move a promise that has passed', () => {
    const paper = caseOnPaper({ targetHours: 24 }).timePasses(25);
    paper.act(26, shift(48), commandCentre);
    expect(paper.state().checkpoints).toMatchObject([
      { state: 'missed', dueBy: hours(24) },
      { state: 'pending', dueBy: hours(96) },
      { state: 'pending', dueBy: hours(120) },
    ]);
    expect(resolveBy(paper.state())).toBe(hours(24));
    expect(paper.lastNotifications()).toMatchObject([
      { kind: 'deadlines_shifted', audience: { to: 'agency' } },
    ]);
  });

  it('counts once, even when its message arrives again', () => {
    const paper = caseOnPaper();
    paper.act(10, shift(48), commandCentre);
    const { checkpoints } = paper.state();
    expect(paper.act(11, shift(48), commandCentre)).toBe('already_shifted');
    expect(paper.state().checkpoints).toEqual(checkpoints);
  });

  it('takes back its unused hours when it is called off', () => {
    const paper = caseOnPaper();
    paper.act(10, shift(48), commandCentre);
    paper.act(30, unshift(), commandCentre);
    expect(paper.state().checkpoints.map(({ dueBy }) => dueBy)).toEqual([hours(44), hours(68), hours(92)]);
    expect(paper.events.at(-1)).toMatchObject({
      data: { shift: FLOOD, undone: true, promisedBy: hours(120), resolveBy: hours(92) },
    });
    expect(paper.act(31, unshift(), commandCentre)).toBe('not_shifted');
  });

  it('has no hours to take back once they are over', () => {
    const paper = caseOnPaper();
    paper.act(10, shift(2), commandCentre);
    expect(paper.act(12, unshift(), commandCentre)).toBe('nothing_to_shift');
    expect(resolveBy(paper.state())).toBe(hours(74));
  });

  it('adds up with an extension and a question', () => {
    const paper = caseOnPaper({ questionHoldHours: 10 });
    paper.act(1, shift(48), commandCentre);
    expect(paper.act(2, { act: 'extend', hours: 12 }, supervisor)).toBeNull();
    paper.act(3, { act: 'ask' });
    expect(resolveBy(paper.state())).toBe(hours(72 + 48 + 12 + 10));
    paper.act(5, { act: 'answer' }, reporter);
    paper.act(9, unshift(), commandCentre);
    // Eight hours of the outage were used, and two of the question.
    expect(resolveBy(paper.state())).toBe(hours(72 + 8 + 12 + 2));
  });

  it('stays with a case that goes to another agency, whose own outage may be added', () => {
    const paper = caseOnPaper();
    paper.act(1, shift(48), commandCentre);
    paper.act(2, { act: 'reassign', agency: 'dlh' });
    expect(paper.act(3, shift(24, HOLIDAY), commandCentre)).toBe('other_agency');
    expect(
      paper.act(3, { act: 'shift', shift: HOLIDAY, agency: 'dlh', hours: 24 }, commandCentre),
    ).toBeNull();
    expect(resolveBy(paper.state())).toBe(hours(144));
    paper.act(5, unshift(), commandCentre);
    expect(resolveBy(paper.state())).toBe(hours(100));
  });

  it('ends with its cycle, since an objection starts a new clock', () => {
    const paper = caseOnPaper();
    paper.act(1, shift(48), commandCentre);
    paper.act(2, { act: 'resolve' });
    expect(paper.act(2, unshift(), commandCentre)).toBe('illegal_transition');
    paper.act(3, { act: 'reopen', reason: 'partly' }, reporter);
    expect(paper.act(4, unshift(), commandCentre)).toBe('not_shifted');
    expect(resolveBy(paper.state())).toBe(hours(27));
  });

  it('is refused when every deadline has passed', () => {
    const paper = caseOnPaper().timePasses(73);
    expect(paper.act(74, shift(48), commandCentre)).toBe('nothing_to_shift');
  });

  it.each([0, -1, 1.5, 337, Number.NaN])('is refused with a length of %s h', (count) => {
    expect(caseOnPaper().act(1, shift(count), commandCentre)).toBe('invalid');
  });

  it('cannot be declared or called off by the agency or the reporter', () => {
    for (const actor of [officer, supervisor, reporter]) {
      expect(caseOnPaper().act(1, shift(1), actor)).toBe('forbidden');
      expect(caseOnPaper().act(1, unshift(), actor)).toBe('forbidden');
    }
  });

  it.each([
    ['shift', { shift: 'flood', agency: 'pupr', hours: 4 }],
    ['shift', { shift: FLOOD, hours: 4 }],
    ['shift', { shift: FLOOD, agency: 'pupr', hours: '4' }],
    ['unshift', {}],
    ['unshift', { shift: FLOOD.toUpperCase() }],
  ] as const)('is not parsed from an incomplete or malformed message: %s %j', (name, message) => {
    expect(parseAct(name, message)).toBeNull();
  });
});
