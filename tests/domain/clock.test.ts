import { hoursAfter } from '../../domain/instant';
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

describe('the clock of an ignored complaint', () => {
  it.each([24, 48, 72])('escalates one level at each checkpoint with a target of %i h', (targetHours) => {
    const paper = caseOnPaper({ targetHours });
    for (const checkpoint of [24, 48, 72]) paper.timePasses(checkpoint);
    expect(paper.escalationLevels()).toEqual([1, 2, 3]);
    expect(paper.events.filter(({ type }) => type === 'escalated').map(({ dueAt }) => dueAt)).toEqual(
      [24, 48, 72].map(hours),
    );
  });

  it.each([
    [24, ['not_resolved', 'not_resolved', 'not_resolved']],
    [48, ['not_acknowledged', 'not_resolved', 'not_resolved']],
    [72, ['not_acknowledged', 'not_acknowledged', 'not_resolved']],
  ])('gives the cause of each escalation with a target of %i h', (targetHours, causes) => {
    const paper = caseOnPaper({ targetHours });
    for (const checkpoint of [24, 48, 72]) paper.timePasses(checkpoint);
    expect(paper.events.flatMap((event) => (event.type === 'escalated' ? [event.data.cause] : []))).toEqual(
      causes,
    );
  });

  it.each([24, 48, 72])(
    'tells the reporter once that the target of %i h was missed, and not before',
    (targetHours) => {
      const paper = caseOnPaper({ targetHours });
      paper.timePasses(targetHours, 0);
      expect(paper.notificationKinds()).not.toContain('late');
      for (const later of [targetHours, 72, 200]) paper.timePasses(later);
      expect(paper.notificationKinds().filter((kind) => kind === 'late')).toHaveLength(1);
      expect(paper.events.find(({ type }) => type === 'target_missed')?.dueAt).toBe(hours(targetHours));
    },
  );

  it('is due next at each deadline in turn, and at none that has passed', () => {
    const paper = caseOnPaper();
    expect(nextDueBy(paper.current())).toBe(hours(24));
    paper.timePasses(24);
    expect(nextDueBy(paper.current())).toBe(hours(48));
    paper.timePasses(72);
    expect(nextDueBy(paper.current())).toBe(hours(96));
  });

  it('does not escalate at the due instant itself, at which acts still count', () => {
    expect(caseOnPaper().timePasses(24, 0).escalationLevels()).toEqual([]);
  });
});

describe('a checkpoint', () => {
  it.each([
    ['acknowledged', 24, 72, [] as number[]],
    ['acknowledged', 24, 24, [1]],
    ['resolved', 24, 24, []],
  ] as const)(
    'requires an acknowledgement before the target and an answer at it (%s, at %i h of %i h)',
    (fact, at, targetHours, levels) => {
      const paper = caseOnPaper({ targetHours });
      paper.act(1, fact === 'acknowledged' ? { act: 'acknowledge' } : { act: 'resolve' });
      expect(paper.timePasses(at).escalationLevels()).toEqual(levels);
    },
  );

  it.each([
    ['one millisecond before', -1, []],
    ['at', 0, []],
    ['one millisecond after', 1, [1]],
  ])('is decided by the instant of the act, %s the due instant', (_, ms, levels) => {
    const paper = caseOnPaper();
    expect(paper.act(24, { act: 'acknowledge' }, officer, ms)).toBeNull();
    expect(paper.timePasses(25).escalationLevels()).toEqual(levels);
  });

  it('is missed by a late act, even when the act is handled before the timer', () => {
    const paper = caseOnPaper({ targetHours: 24 });
    paper.act(24, { act: 'resolve' }, officer, 2000);
    expect(paper.types().slice(-3)).toEqual(['escalated', 'target_missed', 'resolved']);
  });

  it('counts started work as acknowledged, and a rejection as resolved while an objection is possible', () => {
    const begun = caseOnPaper();
    begun.act(2, { act: 'start' });
    expect(begun.timePasses(48).escalationLevels()).toEqual([]);
    const rejected = caseOnPaper({ targetHours: 24 });
    rejected.act(2, { act: 'reject', reason: 'private_dispute' });
    expect(rejected.timePasses(72).escalationLevels()).toEqual([]);
  });

  it('stays met after a hand-over has cleared the acknowledgement', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'acknowledge' });
    paper.act(30, { act: 'reassign', agency: 'dlh' });
    expect(paper.state().checkpoints.map(({ state }) => state)).toEqual(['met', 'pending', 'pending']);
    expect(paper.timePasses(48).escalationLevels()).toEqual([2]);
  });
});

describe('an outage of the system', () => {
  it('records each missed checkpoint with its due and actual instants, and notifies of the highest alone', () => {
    const paper = caseOnPaper().timePasses(80);
    const missed = paper.events.filter(({ type }) => type === 'escalated');
    expect(missed.map(({ dueAt, at }) => [dueAt, at])).toEqual(
      [24, 48, 72].map((due) => [hours(due), hours(80) + 1]),
    );
    expect(paper.notifications.filter(({ kind }) => kind === 'escalated')).toEqual([
      { kind: 'escalated', sequence: missed[2]?.sequence, audience: { to: 'command_centre' } },
    ]);
  });

  it('drops the reminders that were due during it', () => {
    const paper = caseOnPaper().timePasses(200);
    expect(paper.notificationKinds()).not.toContain('reminder');
    expect(nextDueBy(paper.current())).toBe(hours(72 + 144));
  });

  it('records one reminder, the latest, when it began after level 3 was reached', () => {
    const paper = caseOnPaper()
      .timePasses(72)
      .timePasses(72 + 80);
    expect(paper.events.flatMap((event) => (event.type === 'reminded' ? [event.data.day] : []))).toEqual([3]);
  });
});

describe('reminders at level 3', () => {
  it('come every 24 h for a week and then weekly, counted from the instant at which level 3 was due', () => {
    const paper = caseOnPaper().timePasses(72, 5000);
    const days = [1, 2, 3, 4, 5, 6, 7, 14, 21];
    for (let hour = 73; hour <= 72 + 24 * 22; hour += 1) paper.timePasses(hour);
    expect(paper.events.flatMap((event) => (event.type === 'reminded' ? [event.data.day] : []))).toEqual(
      days,
    );
    expect(paper.events.filter(({ type }) => type === 'reminded').map(({ dueAt }) => dueAt)).toEqual(
      days.map((day) => hours(72 + day * 24)),
    );
  });

  it('stop at the resolution and start over after a reopening', () => {
    const paper = caseOnPaper().timePasses(72).timePasses(96);
    paper.act(100, { act: 'resolve' });
    paper.timePasses(130);
    expect(paper.notificationKinds().filter((kind) => kind === 'reminder')).toHaveLength(1);
    paper.act(140, { act: 'reopen', reason: 'partly' }, reporter);
    for (let hour = 141; hour <= 140 + 24; hour += 1) paper.timePasses(hour);
    expect(paper.events.findLast(({ type }) => type === 'reminded')?.dueAt).toBe(hours(164));
  });
});

describe('an extension', () => {
  it('moves the remaining checkpoints and the promise, and keeps the target', () => {
    const paper = caseOnPaper().timePasses(24);
    expect(paper.act(30, { act: 'extend', hours: 10 }, supervisor)).toBeNull();
    expect(paper.state().checkpoints.map(({ dueBy }) => dueBy)).toEqual([24, 58, 82].map(hours));
    expect(resolveBy(paper.state())).toBe(hours(82));
    expect(paper.state().targetHours).toBe(72);
    expect(paper.timePasses(50).escalationLevels()).toEqual([1]);
    expect(paper.timePasses(58).escalationLevels()).toEqual([1, 2]);
  });

  it('records the old and the new promise', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'extend', hours: 5 }, supervisor);
    expect(paper.events.at(-1)?.data).toEqual({ hours: 5, promisedBy: hours(72), resolveBy: hours(77) });
  });

  it.each([
    ['by an officer', officer, 5, 1, 'forbidden'],
    ['of more hours than the policy grants', supervisor, 73, 1, 'invalid'],
    ['of no hours', supervisor, 0, 1, 'invalid'],
    ['of half an hour', supervisor, 0.5, 1, 'invalid'],
    ['after the target', supervisor, 5, 73, 'target_passed'],
  ] as const)('is refused %s', (_, actor, more, at, code) => {
    expect(caseOnPaper().act(at, { act: 'extend', hours: more }, actor)).toBe(code);
  });

  it('is granted once per cycle', () => {
    const paper = caseOnPaper();
    expect(paper.act(1, { act: 'extend', hours: 5 }, commandCentre)).toBeNull();
    expect(paper.act(2, { act: 'extend', hours: 5 }, commandCentre)).toBe('already_extended');
    paper.act(3, { act: 'resolve' });
    paper.act(4, { act: 'reopen', reason: 'partly' }, reporter);
    expect(paper.act(5, { act: 'extend', hours: 5 }, commandCentre)).toBeNull();
  });
});

describe('the acknowledgement of a case', () => {
  it('is due at the next checkpoint before the target, and never once given', () => {
    const paper = caseOnPaper();
    expect(acknowledgeBy(paper.state())).toBe(hours(24));
    expect(acknowledgeBy(paper.timePasses(24).state())).toBe(hours(48));
    expect(acknowledgeBy(paper.timePasses(48).state())).toBeNull();
    expect(acknowledgeBy(caseOnPaper({ targetHours: 24 }).state())).toBeNull();
    const acknowledged = caseOnPaper();
    acknowledged.act(1, { act: 'acknowledge' });
    expect(acknowledgeBy(acknowledged.state())).toBeNull();
  });
});
