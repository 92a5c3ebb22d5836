import fc from 'fast-check';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { promiseFactsOf, type PromiseFacts } from '../../domain/promise-facts';
import { caseOnPaper, commandCentre, reporter, supervisor } from '../support/case-on-paper';

const acts: [Act, Actor][] = [
  [{ act: 'acknowledge' }, commandCentre],
  [{ act: 'start' }, commandCentre],
  [{ act: 'resolve' }, commandCentre],
  [{ act: 'reject', reason: 'already_handled' }, commandCentre],
  [{ act: 'reassign', agency: 'dlh' }, commandCentre],
  [{ act: 'reassign', agency: 'pupr' }, commandCentre],
  [{ act: 'extend', hours: 20 }, supervisor],
  [{ act: 'ask' }, commandCentre],
  [{ act: 'answer' }, reporter],
  [{ act: 'reopen', reason: 'partly' }, reporter],
  [{ act: 'notes', public: false }, commandCentre],
  [{ act: 'shift', shift: 'flood', agency: 'pupr', hours: 30 }, commandCentre],
  [{ act: 'unshift', shift: 'flood' }, commandCentre],
  [{ act: 'take_over' }, commandCentre],
  [{ act: 'withdraw' }, reporter],
];
const lives = {
  targetHours: fc.constantFrom(24, 48, 72),
  questionHoldHours: fc.constantFrom(undefined, 12),
  steps: fc.array(
    fc.record({
      waitHours: fc.integer({ min: 0, max: 30 }),
      settles: fc.boolean(),
      act: fc.constantFrom(...acts),
    }),
    { maxLength: 12 },
  ),
};

type Life = {
  [Key in keyof typeof lives]: (typeof lives)[Key] extends fc.Arbitrary<infer Value> ? Value : never;
};

/** Lives through the steps; gives the case and its facts after each step. */
function live({ targetHours, questionHoldHours, steps }: Life) {
  const paper = caseOnPaper({ targetHours, questionHoldHours });
  const factsNow = () => promiseFactsOf({ events: paper.events, policy: paper.current().policy });
  const factsAfterSteps: PromiseFacts[] = [factsNow()];
  let hours = 0;
  for (const {
    waitHours,
    settles,
    act: [act, actor],
  } of steps) {
    hours += waitHours;
    if (settles) paper.timePasses(hours, 0);
    paper.act(hours, act, actor);
    factsAfterSteps.push(factsNow());
  }
  return { paper, factsAfterSteps };
}

describe('the facts of any promise', () => {
  it('agree with the timeline on whether the target was met', () => {
    fc.assert(
      fc.property(fc.record(lives), (life) => {
        const { paper, factsAfterSteps } = live(life);
        const end = paper.events.findIndex(({ type }) => type === 'reopened');
        const first = end === -1 ? paper.events : paper.events.slice(0, end);
        const missed = first.some(({ type }) => type === 'target_missed');
        const answered = first.some(({ type }) => type === 'resolved' || type === 'rejected');
        expect(factsAfterSteps.at(-1)).toMatchObject({
          resolvedInTime: missed ? false : answered ? true : null,
          reopened: end !== -1,
        });
      }),
    );
  });

  it('never change once they are decided', () => {
    fc.assert(
      fc.property(fc.record(lives), (life) => {
        const { factsAfterSteps } = live(life);
        for (const [index, facts] of factsAfterSteps.entries()) {
          const before = factsAfterSteps[index - 1];
          if (before === undefined || before.resolvedInTime === null) continue;
          const { resolvedInTime, decidedAt, agency, category, policyVersion, targetHours } = before;
          const decided = { resolvedInTime, decidedAt, agency, category, policyVersion, targetHours };
          expect(facts).toMatchObject(decided);
          if (before.answer !== null)
            expect(facts).toMatchObject({ answer: before.answer, hoursToResolve: before.hoursToResolve });
        }
      }),
    );
  });

  it('have a deadline exactly as long as it is open whether it is kept', () => {
    fc.assert(
      fc.property(fc.record(lives), (life) => {
        const { paper, factsAfterSteps } = live(life);
        const facts = factsAfterSteps.at(-1);
        const isOver = paper.state().status === 'withdrawn';
        expect(facts?.resolveBy === null).toBe(isOver || facts?.resolvedInTime !== null);
        expect(facts?.acknowledgeBy === null).toBe(isOver || facts?.acknowledgedInTime !== null);
      }),
    );
  });
});
