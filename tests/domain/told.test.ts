import fc from 'fast-check';
import { TOLD_BY, type ToldBy } from '../../domain/acts';
import { hoursAfter, type Instant } from '../../domain/instant';
import { closesBy, isUntold, objectionByOnceTold } from '../../domain/promise';
import { replayTimeline } from '../../domain/replay-timeline';
import { nextDueBy } from '../../domain/settle';
import {
  caseOnPaper,
  COMPLAINT_ID,
  commandCentre,
  officer,
  RECEIVED_AT,
  reporter,
} from '../support/case-on-paper';

const hours = (count: number) => hoursAfter(RECEIVED_AT, count);
const OTHER = '01936000-0000-7000-8000-000000000002';
const SECOND = 1_000;

function answered({ untoldWindowHours = 336, isRejected = false } = {}) {
  const paper = caseOnPaper({ untoldWindowHours });
  paper.act(10, isRejected ? { act: 'reject', reason: 'already_handled' } : { act: 'resolve' });
  return paper;
}
type Paper = ReturnType<typeof caseOnPaper>;
const lastOf = (paper: Paper) => paper.events.at(-1);

describe.each([false, true])('an answer (a rejection: %s)', (isRejected) => {
  it('is never closed by silence while nobody knows whether its reporter can be told', () => {
    const paper = answered({ isRejected }).timePasses(100_000);
    expect(nextDueBy(paper.current())).toBeNull();
    expect(['resolved', 'rejected']).toContain(paper.state().status);
    expect(paper.act(100_001, { act: 'reopen', reason: 'partly' }, reporter)).toBeNull();
  });

  it.each(['mail', 'push', 'page'] as const)('is closed by silence 72 h after it was told by %s', (by) => {
    const paper = answered({ isRejected });
    paper.tell(500, by);
    expect(lastOf(paper)).toMatchObject({ type: 'reporter_told', data: { by, answer: 3 } });
    expect(closesBy(paper.current())).toBe(hours(572));
    paper.timePasses(572, 0);
    expect(paper.state().status).not.toBe('closed');
    paper.timePasses(572);
    expect(lastOf(paper)).toMatchObject({ type: 'closed', dueAt: hours(572), data: { by: 'silence' } });
  });

  it('is closed as unreached 14 days after nothing could tell its reporter', () => {
    const paper = answered({ isRejected });
    paper.tell(82, 'nobody');
    expect(lastOf(paper)).toMatchObject({ type: 'reporter_unreached', data: { answer: 3 } });
    paper.timePasses(82 + 336, 0);
    expect(paper.state().status).not.toBe('closed');
    paper.timePasses(82 + 336);
    expect(lastOf(paper)).toMatchObject({
      ...{ type: 'closed', dueAt: hours(82 + 336) },
      data: { by: 'unreached', outcome: isRejected ? 'rejected' : 'resolved' },
    });
  });
});

describe('telling', () => {
  it('counts at the last instant of the 14 days and gives 72 h more; a millisecond later it is too late', () => {
    const inTime = answered();
    inTime.tell(10, 'nobody');
    expect(inTime.tell(346, 'page')).toBeNull();
    expect(closesBy(inTime.current())).toBe(hours(346 + 72));
    const late = answered();
    late.tell(10, 'nobody');
    expect(late.tell(346, 'page', 1)).toBe('illegal_transition');
  });

  it('counts once, and not for an earlier answer', () => {
    const paper = answered();
    paper.tell(11, 'mail');
    paper.tell(12, 'page');
    paper.tell(13, 'nobody');
    expect(paper.types().slice(-2)).toEqual(['resolved', 'reporter_told']);
    paper.act(14, { act: 'reopen', reason: 'partly' }, reporter);
    expect(paper.state()).toMatchObject({ answerSequence: null, toldAt: null, unreachedAt: null });
    paper.act(15, { act: 'resolve' });
    const late = { act: 'tell', by: 'mail', answer: 3 } as const;
    expect(paper.act(16, late, { kind: 'system' })).toBeNull();
    expect(lastOf(paper)?.type).toBe('resolved');
    expect(isUntold(paper.current())).toBe(true);
  });

  it('says once that nobody can be told', () => {
    const paper = answered();
    paper.tell(11, 'nobody');
    paper.tell(12, 'nobody');
    expect(paper.types().slice(-2)).toEqual(['resolved', 'reporter_unreached']);
  });

  it('is believed from the system; from a reporter only that the page was read; from staff nothing', () => {
    const paper = answered();
    const tell = (by: ToldBy) => ({ act: 'tell', by, answer: 3 }) as const;
    for (const by of ['mail', 'push', 'nobody'] as const)
      expect(paper.act(11, tell(by), reporter)).toBe('invalid');
    for (const who of [officer, commandCentre]) expect(paper.act(11, tell('page'), who)).toBe('forbidden');
    expect(paper.act(11, tell('page'), { kind: 'reporter', complaintId: OTHER })).toBe('forbidden');
    expect(paper.act(11, tell('page'), reporter)).toBeNull();
  });

  it('is about those who are left once the reporter has left', () => {
    const paper = caseOnPaper({ untoldWindowHours: 336 });
    paper.leave(1);
    paper.act(10, { act: 'resolve' });
    const tell = { act: 'tell', by: 'page', answer: paper.state().answerSequence ?? 0 } as const;
    expect(paper.act(11, tell, reporter)).toBe('reporter_left');
    expect(paper.tell(12, 'mail')).toBeNull();
    expect(lastOf(paper)?.type).toBe('reporter_told');
  });
});

describe('a policy without the longer time', () => {
  it('closes 72 h after the answer, whoever was told', () => {
    const paper = caseOnPaper();
    paper.act(10, { act: 'resolve' });
    paper.tell(50, 'page');
    expect(isUntold(paper.current())).toBe(false);
    expect(paper.timePasses(82).state().status).toBe('closed');
    expect(lastOf(paper)).toMatchObject({ dueAt: hours(82), data: { by: 'silence' } });
  });
});

const telling = fc.record({
  kind: fc.constant('tell' as const),
  by: fc.constantFrom(...TOLD_BY),
  near: fc.constantFrom(-SECOND, 0, SECOND),
});
const objection = fc.record({
  kind: fc.constant('object' as const),
  near: fc.constantFrom(-SECOND, 0, SECOND),
});
const waiting = fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 200 }) });

describe('any order of tellings and objections around the instants that matter', () => {
  it('never closes before the time that the reporter was promised, and refuses nobody who is in time', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(telling, objection, waiting), { maxLength: 12 }), (steps) => {
        const paper = answered();
        let at: Instant = hours(10);
        for (const step of steps) {
          const due = closesBy(paper.current());
          if (step.kind === 'wait') at = hoursAfter(at, step.hours);
          else if (due !== null && due + step.near >= at) at = due + step.near;
          const promised = objectionByOnceTold(paper.current(), at);
          const isOpen = promised !== null && (due === null || at <= due);
          const before = paper.events.length;
          const hour = (at - RECEIVED_AT) / 3_600_000;
          if (step.kind === 'wait') paper.timePasses(hour, 0);
          if (step.kind === 'tell') paper.tell(hour, step.by);
          if (step.kind === 'object') {
            const refusal = paper.act(hour, { act: 'reopen', reason: 'partly' }, reporter);
            expect(refusal === null).toBe(isOpen);
            if (refusal === null) return;
          }
          const closed = paper.events.slice(before).find(({ type }) => type === 'closed');
          expect(closed === undefined || (due !== null && at > due)).toBe(true);
          if (closed) return;
          // Reading it now may only move the end that was shown to a later instant.
          if (step.kind !== 'wait' && promised !== null && at <= (due ?? at))
            expect(closesBy(paper.current()) ?? Infinity).toBeGreaterThanOrEqual(promised);
        }
        const stored = JSON.parse(JSON.stringify(paper.events)) as typeof paper.events;
        const { policy } = paper.current();
        expect(replayTimeline({ id: COMPLAINT_ID, events: stored, policy })).toEqual(paper.state());
      }),
      { numRuns: 500 },
    );
  });
});
