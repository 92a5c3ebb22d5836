import { ACT_NAMES } from '../../domain/act-rules';
import type { Act, ActName } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { absorb } from '../../domain/absorption';
import { decide } from '../../domain/decide';
import { hoursAfter } from '../../domain/instant';
import { mergeRefusal } from '../../domain/merging';
import { resolveBy } from '../../domain/promise';
import { STATUSES, type Status } from '../../domain/statuses';
import {
  caseOnPaper,
  COMPLAINT_ID,
  commandCentre,
  officer,
  RECEIVED_AT,
  reporter,
  supervisor,
} from '../support/case-on-paper';

const hours = (count: number) => hoursAfter(RECEIVED_AT, count);

const EXAMPLES: Record<ActName, Act> = {
  acknowledge: { act: 'acknowledge' },
  start: { act: 'start' },
  resolve: { act: 'resolve' },
  reject: { act: 'reject', reason: 'already_handled' },
  reassign: { act: 'reassign', agency: 'dlh' },
  extend: { act: 'extend', hours: 4 },
  notes: { act: 'notes', public: false },
  merge: { act: 'merge', into: '01936000-0000-7000-8000-000000000002' },
  confirm: { act: 'confirm' },
  reopen: { act: 'reopen', reason: 'not_repaired' },
  tell: { act: 'tell', by: 'page', answer: 3 },
  withdraw: { act: 'withdraw' },
  ask: { act: 'ask' },
  answer: { act: 'answer' },
  assign: { act: 'assign', officer: '01936000-0000-7000-8000-00000000000a' },
  nudge: { act: 'nudge' },
  take_over: { act: 'take_over' },
  shift: { act: 'shift', shift: 'flood', agency: 'pupr', hours: 48 },
  unshift: { act: 'unshift', shift: 'flood' },
};
const LEGAL: Record<ActName, Status[]> = {
  acknowledge: ['assigned'],
  start: ['assigned', 'acknowledged'],
  resolve: ['assigned', 'acknowledged', 'in_progress'],
  reject: ['assigned', 'acknowledged', 'in_progress'],
  reassign: ['assigned', 'acknowledged', 'in_progress'],
  extend: ['assigned', 'acknowledged', 'in_progress'],
  merge: ['assigned', 'acknowledged', 'in_progress'],
  confirm: ['resolved', 'rejected'],
  reopen: ['resolved', 'rejected'],
  tell: ['resolved', 'rejected'],
  withdraw: ['submitted', 'assigned', 'acknowledged', 'in_progress'],
  notes: ['submitted', 'assigned', 'acknowledged', 'in_progress', 'resolved', 'rejected'],
  ask: ['assigned', 'acknowledged', 'in_progress'],
  answer: ['submitted', 'assigned', 'acknowledged', 'in_progress'],
  assign: ['submitted', 'assigned', 'acknowledged', 'in_progress'],
  nudge: ['assigned', 'acknowledged', 'in_progress'],
  take_over: ['assigned', 'acknowledged', 'in_progress'],
  shift: ['assigned', 'acknowledged', 'in_progress'],
  unshift: ['assigned', 'acknowledged', 'in_progress'],
};

describe('the table of acts', () => {
  it.each(ACT_NAMES.flatMap((act) => STATUSES.map((status) => [act, status] as const)))(
    'allows or refuses %s from %s',
    (act, status) => {
      const { state, policy } = caseOnPaper().current();
      const answered = ['resolved', 'rejected'].includes(status) ? hours(1) : null;
      const question =
        act === 'answer' ? { askedAt: hours(1), heldUntil: null, sequence: state.sequence } : null;
      const shifts = act === 'unshift' ? [{ id: 'flood', at: hours(1), hours: 48 }] : [];
      const there = { policy, state: { ...state, status, resolvedAt: answered, question, shifts } };
      const decision = decide(there, { act: EXAMPLES[act], actor: { kind: 'system' }, at: hours(2) });
      if (LEGAL[act].includes(status)) expect(decision).toHaveProperty('events');
      else expect(decision).toEqual({ refusal: { code: 'illegal_transition', act, status } });
    },
  );
});

describe('a hand-over', () => {
  it('keeps the clock, clears the acknowledgement and notifies the new agency and the reporter', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'acknowledge' });
    expect(paper.act(2, { act: 'reassign', agency: 'dlh', category: 'kebersihan' })).toBeNull();
    expect(paper.state()).toMatchObject({
      status: 'assigned',
      agency: 'dlh',
      category: 'kebersihan',
      acknowledgedAt: null,
    });
    expect(resolveBy(paper.state())).toBe(hours(72));
    expect(paper.lastNotifications()).toMatchObject([
      { kind: 'reassigned_agency', audience: { to: 'agency', agency: 'dlh' } },
      { kind: 'reassigned_reporter', audience: { to: 'reporter' } },
    ]);
  });

  it('makes the new agency answer for deadlines missed afterwards', () => {
    const paper = caseOnPaper();
    paper.act(2, { act: 'reassign', agency: 'dlh' });
    paper.timePasses(24);
    expect(paper.lastNotifications()).toMatchObject([
      { kind: 'escalated', audience: { to: 'supervisor', agency: 'dlh' } },
      { kind: 'climbed', audience: { to: 'agency', agency: 'dlh' } },
    ]);
  });

  it('takes the right to act from the old agency', () => {
    const paper = caseOnPaper();
    paper.act(2, { act: 'reassign', agency: 'dlh' });
    expect(paper.act(3, { act: 'acknowledge' }, officer)).toBe('forbidden');
  });

  const officerOf = (agency: string): Actor => ({ kind: 'officer', agency });

  function handedOverTwice() {
    const paper = caseOnPaper();
    paper.act(1, { act: 'reassign', agency: 'dlh' }, officerOf('pupr'));
    paper.act(2, { act: 'reassign', agency: 'dishub' }, officerOf('dlh'));
    return paper;
  }

  it('is left to the command centre the third time agencies want one', () => {
    const paper = handedOverTwice();
    expect(paper.act(3, { act: 'reassign', agency: 'pupr' }, officerOf('dishub'))).toBeNull();
    expect(paper.state()).toMatchObject({
      agency: 'dishub',
      escalationLevel: 3,
      decisionPending: true,
      handOvers: 2,
    });
    expect(paper.lastNotifications()).toMatchObject([
      { kind: 'escalated', audience: { to: 'command_centre' } },
      { kind: 'climbed', audience: { to: 'agency', agency: 'dishub' } },
    ]);
    expect(paper.act(4, { act: 'reassign', agency: 'pupr' }, officerOf('dishub'))).toBe('decision_pending');
  });

  it('notifies the command centre even when the case is already at level 3', () => {
    const paper = handedOverTwice().timePasses(72);
    expect(paper.act(73, { act: 'reassign', agency: 'pupr' }, officerOf('dishub'))).toBeNull();
    expect(paper.state().decisionPending).toBe(true);
    expect(paper.notifications.at(-1)).toMatchObject({
      kind: 'escalated',
      audience: { to: 'command_centre' },
    });
  });

  it('by the command centre is not counted and ends the pending decision', () => {
    const paper = handedOverTwice();
    paper.act(3, { act: 'reassign', agency: 'pupr' }, officerOf('dishub'));
    expect(paper.act(4, { act: 'reassign', agency: 'pupr' }, commandCentre)).toBeNull();
    expect(paper.state()).toMatchObject({ agency: 'pupr', decisionPending: false, handOvers: 2 });
  });

  it('no longer waits for a decision once the case is resolved', () => {
    const paper = handedOverTwice();
    paper.act(3, { act: 'reassign', agency: 'pupr' }, officerOf('dishub'));
    paper.act(4, { act: 'resolve' }, officerOf('dishub'));
    expect(paper.state().decisionPending).toBe(false);
  });

  it('to the agency that already has the case is refused', () => {
    expect(caseOnPaper().act(1, { act: 'reassign', agency: 'pupr' })).toBe('same_agency');
  });
});

describe('an objection', () => {
  function resolvedAt(
    hour: number,
    before: (paper: ReturnType<typeof caseOnPaper>) => void = () => undefined,
  ) {
    const paper = caseOnPaper();
    before(paper);
    paper.act(hour, { act: 'resolve' });
    return paper;
  }

  it('starts a new cycle of 24 h, one level up at once', () => {
    const paper = resolvedAt(10);
    expect(paper.act(20, { act: 'reopen', reason: 'not_repaired' }, reporter)).toBeNull();
    expect(paper.state()).toMatchObject({
      status: 'assigned',
      cycle: 2,
      targetHours: 24,
      escalationLevel: 1,
      resolvedAt: null,
    });
    expect(paper.state().checkpoints.map(({ dueBy }) => dueBy)).toEqual([44, 68, 92].map(hours));
    expect(paper.lastNotifications()).toMatchObject([
      { kind: 'reopened', audience: { to: 'agency', agency: 'pupr' } },
      { kind: 'objection', audience: { to: 'reporter' } },
      { kind: 'reopened', audience: { to: 'supervisor', agency: 'pupr' } },
    ]);
  });

  it('escalates further from there at each missed checkpoint', () => {
    const paper = resolvedAt(10);
    paper.act(20, { act: 'reopen', reason: 'not_repaired' }, reporter);
    expect(paper.timePasses(44).timePasses(68).timePasses(92).escalationLevels()).toEqual([1, 2, 3]);
    const last = paper.events.slice(-2).map(({ type, data, dueAt }) => ({ type, data, dueAt }));
    expect(last).toEqual([
      {
        type: 'noted',
        data: { kind: 'checkpoint_missed', checkpointHours: 72, requirement: 'resolved' },
        dueAt: hours(92),
      },
      { type: 'reminded', data: { day: 1 }, dueAt: hours(92) },
    ]);
  });

  it('notifies the reporter again that it is late when its own target is missed', () => {
    const paper = caseOnPaper({ targetHours: 24 }).timePasses(24);
    paper.act(30, { act: 'resolve' });
    paper.act(31, { act: 'reopen', reason: 'partly' }, reporter);
    paper.timePasses(56);
    expect(paper.notificationKinds().filter((kind) => kind === 'late')).toHaveLength(2);
  });

  it('made a second time goes to the command centre', () => {
    const paper = resolvedAt(10);
    paper.act(20, { act: 'reopen', reason: 'not_repaired' }, reporter);
    paper.act(21, { act: 'resolve' });
    paper.act(22, { act: 'reopen', reason: 'broken_again' }, reporter);
    expect(paper.state().escalationLevel).toBe(3);
    expect(paper.notifications.slice(-1)).toMatchObject([
      { kind: 'escalated', audience: { to: 'command_centre' } },
    ]);
  });

  it('counts at the last instant of 72 h and not after it', () => {
    expect(resolvedAt(10).act(82, { act: 'reopen', reason: 'partly' }, reporter)).toBeNull();
    const closed = resolvedAt(10);
    expect(closed.act(82, { act: 'reopen', reason: 'partly' }, reporter, 1)).toBe('illegal_transition');
  });

  it('is possible for 72 h, after which silence closes the case and keeps the outcome', () => {
    const paper = resolvedAt(10).timePasses(82, 0);
    expect(paper.state().status).toBe('resolved');
    paper.timePasses(82);
    expect(paper.state()).toMatchObject({ status: 'closed', outcome: 'resolved', closedAt: hours(82) + 1 });
    expect(paper.events.at(-1)).toMatchObject({ dueAt: hours(82), data: { by: 'silence' } });
  });

  it('against a rejection reopens as well', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'reject', reason: 'not_city_matter' });
    expect(paper.notificationKinds().slice(-2)).toEqual(['rejected_reporter', 'rejected_supervisor']);
    expect(paper.act(2, { act: 'reopen', reason: 'wrong_place' }, reporter)).toBeNull();
    expect(paper.state()).toMatchObject({ status: 'assigned', outcome: null });
  });
});

describe('a confirmation', () => {
  it('closes the case and keeps the outcome', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'resolve' });
    paper.act(2, { act: 'confirm' }, reporter);
    expect(paper.types().slice(-2)).toEqual(['confirmed', 'closed']);
    expect(paper.state()).toMatchObject({ status: 'closed', outcome: 'resolved' });
  });

  it('is refused from anybody but the reporter', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'resolve' });
    expect(paper.act(2, { act: 'confirm' }, { kind: 'reporter', complaintId: 'another' })).toBe('forbidden');
    expect(paper.act(2, { act: 'confirm' }, supervisor)).toBe('forbidden');
  });
});

describe('a merge', () => {
  const other = '01936000-0000-7000-8000-000000000002';

  it('ends the complaint as a duplicate and notifies its reporter', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'merge', into: other });
    expect(paper.state()).toMatchObject({ status: 'duplicate', mergedInto: other });
    expect(paper.notificationKinds().at(-1)).toBe('merged');
  });

  const NOBODY_LEFT = { absorbedLeft: [], reporterLeftAt: null };

  it('gives the survivor the reporters and the higher of the two levels', () => {
    const { current } = caseOnPaper();
    const third = '01936000-0000-7000-8000-000000000003';
    const merged = { ...NOBODY_LEFT, id: other, absorbed: [third], escalationLevel: 2 as const };
    const events = absorb(current(), { merged, at: hours(1) });
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['merged', { absorbed: [other, third] }],
      ['escalated', { level: 2, cause: 'merged' }],
    ]);
    const low = { ...NOBODY_LEFT, id: other, absorbed: [], escalationLevel: 0 as const };
    expect(absorb(current(), { merged: low, at: hours(2) }).map(({ type }) => type)).toEqual(['merged']);
  });

  it('records on the survivor whose reporters had left, including those of complaints merged before', () => {
    const third = '01936000-0000-7000-8000-000000000003';
    const gone = { id: other, absorbed: [third], absorbedLeft: [third], escalationLevel: 0 as const };
    const [merged] = absorb(caseOnPaper().current(), {
      merged: { ...gone, reporterLeftAt: hours(1) },
      at: hours(2),
    });
    expect(merged?.data).toEqual({ absorbed: [other, third], left: [other, third] });
  });

  const complaint = {
    id: COMPLAINT_ID,
    status: 'assigned',
    category: 'jalan',
    receivedAt: 2,
    confidential: false,
  } as const;

  it('goes only into a strictly earlier, open complaint of the same category', () => {
    const into = (survivor: object) => mergeRefusal(complaint, { ...complaint, id: other, ...survivor });
    expect(into({ receivedAt: 1 })).toBeNull();
    expect(into({ receivedAt: 2 })).toBe('not_mergeable');
    expect(into({ receivedAt: 1, status: 'resolved' })).toBe('not_mergeable');
    expect(into({ receivedAt: 1, category: 'drainase' })).toBe('not_mergeable');
    expect(into({ receivedAt: 1, id: COMPLAINT_ID })).toBe('not_mergeable');
  });

  it.each([
    [true, false],
    [false, true],
    [true, true],
  ])('is refused when either is confidential (itself: %s, the survivor: %s)', (own, others) => {
    const survivor = { ...complaint, id: other, receivedAt: 1, confidential: others };
    expect(mergeRefusal({ ...complaint, confidential: own }, survivor)).toBe('confidential');
  });

  it('lets the merged reporter object on the survivor, but not confirm it', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'resolve' });
    const { state, policy } = paper.current();
    const survivor = { policy, state: { ...state, absorbed: [other] } };
    const actor: Actor = { kind: 'reporter', complaintId: other };
    const at = hours(2);
    expect(decide(survivor, { act: { act: 'reopen', reason: 'partly' }, actor, at })).toHaveProperty(
      'events',
    );
    expect(decide(survivor, { act: { act: 'confirm' }, actor, at })).toHaveProperty(
      'refusal.code',
      'forbidden',
    );
  });
});

describe('publication', () => {
  it('comes with the first act of the agency and ends with a rejection', () => {
    const paper = caseOnPaper();
    expect(paper.state().published).toBe(false);
    paper.act(1, { act: 'acknowledge' });
    expect(paper.state().published).toBe(true);
    paper.act(2, { act: 'reject', reason: 'private_dispute' });
    expect(paper.state().published).toBe(false);
  });
});
