import fc from 'fast-check';
import { REJECT_REASONS, REOPEN_REASONS, TOLD_BY, type Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { hoursAfter, MS_PER_HOUR } from '../../domain/instant';
import { replayTimeline } from '../../domain/replay-timeline';
import { nextDueBy } from '../../domain/settle';
import type { Status } from '../../domain/statuses';
import { caseOnPaper, COMPLAINT_ID, RECEIVED_AT } from '../support/case-on-paper';

const STAYS: Partial<Record<Status, Status[]>> = {
  assigned: ['assigned'],
  acknowledged: ['acknowledged'],
  in_progress: ['in_progress'],
};

/** A model of a complaint's life, written independently of the product's own table. */
const NEXT: Record<Act['act'], Partial<Record<Status, Status[]>>> = {
  acknowledge: { assigned: ['acknowledged'] },
  start: { assigned: ['in_progress'], acknowledged: ['in_progress'] },
  resolve: { assigned: ['resolved'], acknowledged: ['resolved'], in_progress: ['resolved'] },
  reject: { assigned: ['rejected'], acknowledged: ['rejected'], in_progress: ['rejected'] },
  reassign: {
    assigned: ['assigned'],
    acknowledged: ['assigned', 'acknowledged'],
    in_progress: ['assigned', 'in_progress'],
  },
  extend: STAYS,
  notes: { ...STAYS, resolved: ['resolved'], rejected: ['rejected'] },
  merge: { assigned: ['duplicate'], acknowledged: ['duplicate'], in_progress: ['duplicate'] },
  confirm: { resolved: ['closed'], rejected: ['closed'] },
  reopen: { resolved: ['assigned'], rejected: ['assigned'] },
  tell: { resolved: ['resolved'], rejected: ['rejected'] },
  withdraw: { assigned: ['withdrawn'], acknowledged: ['withdrawn'], in_progress: ['withdrawn'] },
  ask: STAYS,
  answer: STAYS,
  assign: STAYS,
  nudge: STAYS,
  take_over: STAYS,
  shift: STAYS,
  unshift: STAYS,
};

const agency = fc.constantFrom('pupr', 'dlh', 'dishub');
const shift = fc.constantFrom('flood', 'holiday');
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>({ act: 'acknowledge' }, { act: 'start' }, { act: 'resolve' }, { act: 'confirm' }),
  fc.record({ act: fc.constant('reject' as const), reason: fc.constantFrom(...REJECT_REASONS) }),
  fc.record({ act: fc.constant('reopen' as const), reason: fc.constantFrom(...REOPEN_REASONS) }),
  fc.record({ act: fc.constant('reassign' as const), agency }),
  fc.record({ act: fc.constant('extend' as const), hours: fc.integer({ min: 0, max: 80 }) }),
  fc.record({ act: fc.constant('notes' as const), public: fc.boolean() }),
  fc.constantFrom<Act>({ act: 'ask' }, { act: 'answer' }, { act: 'nudge' }),
  fc.record({ act: fc.constant('assign' as const), officer: fc.constantFrom('dewi', null) }),
  fc.constant<Act>({ act: 'take_over' }),
  fc.record({
    act: fc.constant('tell' as const),
    by: fc.constantFrom(...TOLD_BY),
    answer: fc.integer({ min: 3, max: 9 }),
  }),
  fc.record({ act: fc.constant('shift' as const), shift, agency, hours: fc.integer({ min: 0, max: 340 }) }),
  fc.record({ act: fc.constant('unshift' as const), shift }),
  // These are rare, since they end the life under test.
  fc.constantFrom<Act>(
    { act: 'merge', into: 'other' },
    { act: 'withdraw' },
    { act: 'resolve' },
    { act: 'start' },
  ),
);
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('officer' as const, 'supervisor' as const, 'agency_head' as const),
    agency,
  }),
  fc.constantFrom<Actor>(
    { kind: 'command_centre' },
    { kind: 'reporter', complaintId: COMPLAINT_ID },
    { kind: 'system' },
  ),
);
const command = fc.record({ waitHours: fc.integer({ min: 0, max: 30 }), settles: fc.boolean(), act, actor });
const lives = {
  commands: fc.array(command, { maxLength: 50 }),
  targetHours: fc.constantFrom(24, 48, 72),
  questionHoldHours: fc.constantFrom(undefined, 0, 7, 40),
};

const warnings = {
  percentLeft: fc.constantFrom(1, 25, 99),
  atMostHours: fc.constantFrom(1, 6, 100),
};

/** Lives made mostly of questions and answers, so that few of them end early. */
const dialogues = {
  ...lives,
  commands: fc.array(
    fc.record({
      waitHours: fc.integer({ min: 0, max: 10 }),
      act: fc.oneof({ weight: 6, arbitrary: fc.constantFrom<Act>({ act: 'ask' }, { act: 'answer' }) }, act),
      actor: fc.constant<Actor>({ kind: 'system' }),
    }),
    { maxLength: 30 },
  ),
};

/** Lives with many outages, declared and called off. */
const outages = {
  ...lives,
  commands: fc.array(
    fc.record({
      waitHours: fc.integer({ min: 0, max: 20 }),
      act: fc.oneof(
        {
          weight: 3,
          arbitrary: fc.record({
            act: fc.constant('shift' as const),
            shift,
            agency: fc.constant('pupr'),
            hours: fc.integer({ min: 1, max: 100 }),
          }),
        },
        { weight: 3, arbitrary: fc.record({ act: fc.constant('unshift' as const), shift }) },
        act,
      ),
      actor: fc.constant<Actor>({ kind: 'system' }),
    }),
    { maxLength: 30 },
  ),
};

describe('any life of a complaint', () => {
  it('changes status only as the model allows, never lowers a level, and can be replayed from its timeline', () => {
    fc.assert(
      fc.property(fc.record(lives), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        let hour = 0;
        for (const { waitHours, settles, act: wanted, actor: by } of commands) {
          hour += waitHours;
          if (settles) paper.timePasses(hour);
          const before = paper.state();
          const counted = paper.act(hour, wanted, by) === null;
          const after = paper.state();
          const closedBySilence =
            ['resolved', 'rejected'].includes(before.status) && !settles ? ['closed' as const] : [];
          if (counted) {
            expect([...(NEXT[wanted.act][before.status] ?? []), ...closedBySilence]).toContain(after.status);
          } else {
            expect(after).toBe(before);
          }
          expect(after.escalationLevel).toBeGreaterThanOrEqual(before.escalationLevel);
        }
        expect(paper.events.map(({ sequence }) => sequence)).toEqual(
          paper.events.map((_, index) => index + 1),
        );
        const stored = JSON.parse(JSON.stringify(paper.events)) as typeof paper.events;
        expect(replayTimeline({ id: COMPLAINT_ID, events: stored, policy: paper.current().policy })).toEqual(
          paper.state(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('tells the reporter at most once per cycle that it is late, and reaches each level at most once', () => {
    fc.assert(
      fc.property(fc.record(lives), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        let hour = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          paper.timePasses(hour);
          paper.act(hour, wanted, by);
        }
        expect(paper.notificationKinds().filter((kind) => kind === 'late').length).toBeLessThanOrEqual(
          paper.state().cycle,
        );
        expect(new Set(paper.escalationLevels()).size).toBe(paper.escalationLevels().length);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same with warnings, which come in order, before the deadline and once per agency and deadline', () => {
    fc.assert(
      fc.property(fc.record(outages), fc.record(warnings), ({ commands, ...rules }, chosen) => {
        const [paper, unwarned] = [caseOnPaper({ ...rules, warnings: chosen }), caseOnPaper(rules)];
        let hour = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          expect(paper.act(hour, wanted, by)).toBe(unwarned.act(hour, wanted, by));
          const begun = paper.events.length;
          for (const life of [paper, unwarned]) life.timePasses(hour + 0.5);
          const dueAt = paper.events.slice(begun).map((event) => event.dueAt ?? NaN);
          expect(dueAt).toEqual([...dueAt].sort((one, other) => one - other));
        }
        const others = paper.events.filter(({ type }) => type !== 'warned');
        expect(others.map(({ sequence: _, ...event }) => event)).toEqual(
          unwarned.events.map(({ sequence: _, ...event }) => event),
        );
        const warned = paper.events.flatMap((event) => (event.type === 'warned' ? [event] : []));
        for (const { at, dueAt = NaN, data } of warned) {
          expect(dueAt).toBeLessThan(at);
          expect(at).toBeLessThanOrEqual(data.dueBy);
          expect(data.dueBy - dueAt).toBeLessThanOrEqual(chosen.atMostHours * MS_PER_HOUR);
        }
        const handOvers = paper.events.filter(({ type }) => type === 'reassigned');
        const deadlines = warned.map(({ sequence, data }) => {
          const before = handOvers.filter((each) => each.sequence < sequence).length;
          return `${before} ${data.checkpointHours} ${data.dueBy}`;
        });
        expect(new Set(deadlines).size).toBe(deadlines.length);
      }),
      { numRuns: 300 },
    );
  });

  it('always has a next deadline while someone still has to act', () => {
    fc.assert(
      fc.property(fc.record(lives), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        let hour = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          paper.act(hour, wanted, by);
          paper.timePasses(hour);
          const ended = ['closed', 'withdrawn', 'duplicate'].includes(paper.state().status);
          expect(nextDueBy(paper.current()) === null).toBe(ended);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('moves no deadline earlier, nor later by more than questions, extensions and outages grant', () => {
    fc.assert(
      fc.property(fc.record(dialogues), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        const grantedHours = rules.questionHoldHours ?? 0;
        let hour = 0;
        let extendedHours = 0;
        let shiftedHours = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          const cycle = paper.state().cycle;
          const counted = paper.act(hour, wanted, by) === null;
          const { state } = paper.current();
          if (state.cycle !== cycle) [extendedHours, shiftedHours] = [0, 0];
          if (counted && wanted.act === 'extend') extendedHours = wanted.hours;
          if (counted && wanted.act === 'shift') shiftedHours += wanted.hours;
          const startedAt =
            paper.events.findLast(({ type }) => type === 'received' || type === 'reopened')?.at ?? 0;
          for (const { hours, dueBy } of state.checkpoints) {
            const movedMs = dueBy - hoursAfter(startedAt, hours);
            expect(movedMs).toBeGreaterThanOrEqual(0);
            expect(movedMs).toBeLessThanOrEqual((grantedHours + extendedHours + shiftedHours) * MS_PER_HOUR);
          }
          expect(
            state.question === null || ['assigned', 'acknowledged', 'in_progress'].includes(state.status),
          ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gets the hours of an outage once, loses only unused ones, and has no deadline moved into the past', () => {
    fc.assert(
      fc.property(fc.record(outages), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        let hour = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          const at = hoursAfter(RECEIVED_AT, hour);
          paper.timePasses(hour, 0);
          const before = paper.state();
          const isCounted = paper.act(hour, wanted, by) === null;
          const after = paper.state();
          const movesMs = after.checkpoints.map(
            ({ dueBy }, index) => dueBy - (before.checkpoints[index]?.dueBy ?? NaN),
          );
          if (!isCounted || (wanted.act !== 'shift' && wanted.act !== 'unshift')) continue;
          const shift = before.shifts.find(({ id }) => id === wanted.shift);
          const unusedMs = shift ? Math.max(0, shift.at + shift.hours * MS_PER_HOUR - at) : 0;
          const expectedMs = wanted.act === 'shift' ? wanted.hours * MS_PER_HOUR : -unusedMs;
          expect(shift === undefined).toBe(wanted.act === 'shift');
          after.checkpoints.forEach(({ state, dueBy }, index) => {
            expect(movesMs[index]).toBe(state === 'pending' ? expectedMs : 0);
            if (state === 'pending') expect(dueBy).toBeGreaterThanOrEqual(at);
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts no act of the agency but notes while the command centre has taken it over', () => {
    fc.assert(
      fc.property(fc.record(lives), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        let hour = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          const { takenOver } = paper.state();
          const isCounted = paper.act(hour, wanted, by) === null;
          const isOfAgency = ['officer', 'supervisor', 'agency_head'].includes(by.kind);
          if (takenOver && isOfAgency && wanted.act !== 'notes') expect(isCounted).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
