import fc from 'fast-check';
import { REJECT_REASONS, REOPEN_REASONS, type Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { hoursAfter, MS_PER_HOUR } from '../../domain/instant';
import { replayTimeline } from '../../domain/replay-timeline';
import { nextDueBy } from '../../domain/settle';
import type { Status } from '../../domain/statuses';
import { caseOnPaper, COMPLAINT_ID } from '../support/case-on-paper';

const STAYS: Partial<Record<Status, Status[]>> = {
  assigned: ['assigned'],
  acknowledged: ['acknowledged'],
  in_progress: ['in_progress'],
};

/** A model of the life of a complaint that is written down apart from the product's own table. */
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
  withdraw: { assigned: ['withdrawn'], acknowledged: ['withdrawn'], in_progress: ['withdrawn'] },
  ask: STAYS,
  answer: STAYS,
  assign: STAYS,
  nudge: STAYS,
};

const agency = fc.constantFrom('pupr', 'dlh', 'dishub');
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>({ act: 'acknowledge' }, { act: 'start' }, { act: 'resolve' }, { act: 'confirm' }),
  fc.record({ act: fc.constant('reject' as const), reason: fc.constantFrom(...REJECT_REASONS) }),
  fc.record({ act: fc.constant('reopen' as const), reason: fc.constantFrom(...REOPEN_REASONS) }),
  fc.record({ act: fc.constant('reassign' as const), agency }),
  fc.record({ act: fc.constant('extend' as const), hours: fc.integer({ min: 0, max: 80 }) }),
  fc.record({ act: fc.constant('notes' as const), public: fc.boolean() }),
  fc.constantFrom<Act>({ act: 'ask' }, { act: 'answer' }, { act: 'nudge' }),
  fc.record({ act: fc.constant('assign' as const), officer: fc.constantFrom('dewi', null) }),
  // Rare, since they end the life under test.
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

/** Lives in which most of what happens is asked and answered, so that few of them end early. */
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

describe('any life of a complaint', () => {
  it('changes status only as the model allows, never lowers a level, and can be told from its timeline alone', () => {
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
        const told = JSON.parse(JSON.stringify(paper.events)) as typeof paper.events;
        expect(replayTimeline({ id: COMPLAINT_ID, events: told, policy: paper.current().policy })).toEqual(
          paper.state(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('tells the reporter of lateness at most once a cycle, and raises to each level at most once', () => {
    fc.assert(
      fc.property(fc.record(lives), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        let hour = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          paper.timePasses(hour);
          paper.act(hour, wanted, by);
        }
        expect(paper.toldKinds().filter((kind) => kind === 'late').length).toBeLessThanOrEqual(
          paper.state().cycle,
        );
        expect(new Set(paper.raises()).size).toBe(paper.raises().length);
      }),
      { numRuns: 200 },
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

  it('lets questions hold the clock once a cycle, by no more than the policy says, and moves no deadline before its first instant', () => {
    fc.assert(
      fc.property(fc.record(dialogues), ({ commands, ...rules }) => {
        const paper = caseOnPaper(rules);
        const grantedHours = rules.questionHoldHours ?? 0;
        let hour = 0;
        let extendedHours = 0;
        for (const { waitHours, act: wanted, actor: by } of commands) {
          hour += waitHours;
          const cycle = paper.state().cycle;
          const counted = paper.act(hour, wanted, by) === null;
          const { state } = paper.current();
          if (state.cycle !== cycle) extendedHours = 0;
          if (counted && wanted.act === 'extend') extendedHours = wanted.hours;
          const startedAt =
            paper.events.findLast(({ type }) => type === 'received' || type === 'reopened')?.at ?? 0;
          for (const { hours, dueBy } of state.checkpoints) {
            const movedMs = dueBy - hoursAfter(startedAt, hours);
            expect(movedMs).toBeGreaterThanOrEqual(0);
            expect(movedMs).toBeLessThanOrEqual((grantedHours + extendedHours) * MS_PER_HOUR);
          }
          expect(
            state.question === null || ['assigned', 'acknowledged', 'in_progress'].includes(state.status),
          ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
