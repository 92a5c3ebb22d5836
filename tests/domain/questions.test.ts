import { hoursAfter } from '../../domain/instant';
import { resolveBy } from '../../domain/promise';
import {
  caseOnPaper,
  commandCentre,
  officer,
  RECEIVED_AT,
  reporter,
  supervisor,
} from '../support/case-on-paper';

const hours = (count: number) => hoursAfter(RECEIVED_AT, count);
const dueBys = (paper: ReturnType<typeof caseOnPaper>) => paper.state().checkpoints.map(({ dueBy }) => dueBy);

describe('a question to the reporter', () => {
  it('neither acknowledges nor publishes the complaint, and the clock runs on', () => {
    const paper = caseOnPaper();
    const before = dueBys(paper);
    expect(paper.act(2, { act: 'ask' })).toBeNull();
    expect(paper.state()).toMatchObject({ status: 'assigned', acknowledgedAt: null, published: false });
    expect(paper.state().question).toEqual({ askedAt: hours(2), heldUntil: null, sequence: 3 });
    expect(dueBys(paper)).toEqual(before);
    expect(paper.timePasses(24).escalationLevels()).toEqual([1]);
  });

  it('goes to the reporter of the complaint alone', () => {
    const paper = caseOnPaper();
    paper.act(2, { act: 'ask' });
    expect(paper.notifications.at(-1)).toMatchObject({
      kind: 'information_requested',
      audience: { to: 'reporter' },
    });
  });

  it('is refused while another one is open', () => {
    const paper = caseOnPaper();
    paper.act(2, { act: 'ask' });
    expect(paper.act(3, { act: 'ask' }, supervisor)).toBe('question_open');
    paper.act(4, { act: 'answer' }, reporter);
    expect(paper.act(5, { act: 'ask' }, commandCentre)).toBeNull();
  });

  it('can be answered by its reporter alone, and only while it is open', () => {
    const paper = caseOnPaper();
    expect(paper.act(1, { act: 'answer' }, reporter)).toBe('no_question');
    paper.act(2, { act: 'ask' });
    expect(paper.act(3, { act: 'answer' }, officer)).toBe('forbidden');
    expect(paper.act(3, { act: 'answer' }, { kind: 'reporter', complaintId: 'another' })).toBe('forbidden');
    expect(paper.act(3, { act: 'answer' }, reporter)).toBeNull();
    expect(paper.state().question).toBeNull();
    expect(paper.act(4, { act: 'answer' }, reporter)).toBe('no_question');
  });

  it('notifies the agency and the officer of the case when it is answered', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'assign', officer: 'dewi' });
    paper.act(2, { act: 'ask' });
    paper.act(3, { act: 'answer' }, reporter);
    expect(paper.notifications.slice(-2)).toMatchObject([
      { kind: 'information_answered', audience: { to: 'agency', agency: 'pupr' } },
      { kind: 'information_answered', audience: { to: 'staff', id: 'dewi' } },
    ]);
  });

  it.each([
    ['resolve', { act: 'resolve' }, officer],
    ['reject', { act: 'reject', reason: 'insufficient_information' }, officer],
    ['reassign', { act: 'reassign', agency: 'dlh' }, officer],
    ['withdraw', { act: 'withdraw' }, reporter],
    ['merge', { act: 'merge', into: '01936000-0000-7000-8000-000000000002' }, officer],
  ] as const)('ends with %s', (_, act, actor) => {
    const paper = caseOnPaper();
    paper.act(2, { act: 'ask' });
    expect(paper.act(3, act, actor)).toBeNull();
    expect(paper.state().question).toBeNull();
  });

  it('stays open when a hand-over waits for a decision and when the case escalates', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'reassign', agency: 'dlh' });
    paper.act(2, { act: 'reassign', agency: 'pupr' }, { kind: 'officer', agency: 'dlh' });
    paper.act(3, { act: 'ask' });
    paper.act(4, { act: 'reassign', agency: 'dlh' });
    expect(paper.state().decisionPending).toBe(true);
    expect(paper.timePasses(24).state().question).not.toBeNull();
  });
});

describe('a question under a policy that holds the clock', () => {
  const waiting = () => caseOnPaper({ questionHoldHours: 12 });

  it('moves the remaining checkpoints by the whole hold at once', () => {
    const paper = waiting();
    paper.act(2, { act: 'ask' });
    expect(paper.events.at(-1)?.data).toEqual({ heldUntil: hours(14) });
    expect(dueBys(paper)).toEqual([36, 60, 84].map(hours));
    expect(paper.timePasses(24).escalationLevels()).toEqual([]);
    expect(paper.timePasses(36).escalationLevels()).toEqual([1]);
  });

  it('does not move a checkpoint that has passed', () => {
    const paper = waiting().timePasses(24);
    paper.act(30, { act: 'ask' });
    expect(dueBys(paper)).toEqual([24, 60, 84].map(hours));
  });

  it('takes back what is left of the hold when it is answered', () => {
    const paper = waiting();
    paper.act(2, { act: 'ask' });
    paper.act(5, { act: 'answer' }, reporter);
    expect(dueBys(paper)).toEqual([27, 51, 75].map(hours));
  });

  it('takes nothing back once the hold is over', () => {
    const paper = waiting();
    paper.act(2, { act: 'ask' });
    paper.act(20, { act: 'answer' }, reporter);
    expect(resolveBy(paper.state())).toBe(hours(84));
  });

  it('takes the rest back at a hand-over too, so that asking before one buys no time', () => {
    const paper = waiting();
    paper.act(2, { act: 'ask' });
    paper.act(3, { act: 'reassign', agency: 'dlh' });
    expect(dueBys(paper)).toEqual([25, 49, 73].map(hours));
  });

  it('takes the rest back when the reporter leaves the case to others, who cannot answer', () => {
    const paper = waiting();
    paper.act(2, { act: 'ask' });
    expect(paper.leave(6)).toBeNull();
    expect(paper.state().question).toBeNull();
    expect(dueBys(paper)).toEqual([28, 52, 76].map(hours));
  });

  it('holds the clock only the first time in a cycle', () => {
    const paper = waiting();
    paper.act(2, { act: 'ask' });
    paper.act(5, { act: 'answer' }, reporter);
    paper.act(6, { act: 'ask' });
    expect(paper.state().question?.heldUntil).toBeNull();
    expect(dueBys(paper)).toEqual([27, 51, 75].map(hours));
    paper.act(7, { act: 'resolve' });
    paper.act(8, { act: 'reopen', reason: 'partly' }, reporter);
    paper.act(9, { act: 'ask' });
    expect(paper.state().question?.heldUntil).toBe(hours(21));
    expect(dueBys(paper)).toEqual([44, 68, 92].map(hours));
  });

  it('leaves the hours of an extension alone', () => {
    const paper = waiting();
    paper.act(2, { act: 'ask' });
    paper.act(3, { act: 'extend', hours: 10 }, supervisor);
    paper.act(4, { act: 'answer' }, reporter);
    expect(resolveBy(paper.state())).toBe(hours(72 + 10 + 2));
  });

  it('holds nothing when no checkpoint remains', () => {
    const paper = waiting().timePasses(72);
    paper.act(80, { act: 'ask' });
    expect(paper.state()).toMatchObject({ held: false, question: { heldUntil: null } });
  });
});
