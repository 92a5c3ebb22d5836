import { hoursAfter } from '../../domain/instant';
import { urgencyOf } from '../../domain/urgency';
import { nextEscalation } from '../../domain/next-escalation';
import { caseOnPaper, RECEIVED_AT, reporter } from '../support/case-on-paper';

const at = (hours: number) => hoursAfter(RECEIVED_AT, hours);

describe('the urgency of a complaint', () => {
  it('changes six hours before the next checkpoint that would be missed', () => {
    const fresh = caseOnPaper().current();
    expect(urgencyOf(fresh, at(18) - 1)).toBe('on_time');
    expect(urgencyOf(fresh, at(18))).toBe('soon');
  });

  it('ignores a checkpoint that has already been met', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'acknowledge' });
    expect(urgencyOf(paper.current(), at(47))).toBe('on_time');
    expect(urgencyOf(paper.current(), at(66))).toBe('soon');
  });

  it('is the level after an escalation, and calms down once the complaint is resolved or withdrawn', () => {
    const paper = caseOnPaper().timePasses(24);
    expect(urgencyOf(paper.current(), at(24))).toBe('late_1');
    paper.act(25, { act: 'resolve' });
    expect(urgencyOf(paper.current(), at(25))).toBe('resolved');
    paper.act(26, { act: 'confirm' }, reporter);
    expect(urgencyOf(paper.current(), at(26))).toBe('closed');
    const other = caseOnPaper();
    other.act(1, { act: 'withdraw' }, reporter);
    expect(urgencyOf(other.current(), at(2))).toBe('aside');
  });
});

describe('the next escalation of a complaint', () => {
  it('is the first checkpoint that would be missed, with the level that the rules give', () => {
    const paper = caseOnPaper();
    expect(nextEscalation(paper.current(), at(1))).toEqual({ level: 1, by: at(24) });
    paper.act(1, { act: 'acknowledge' });
    expect(nextEscalation(paper.current(), at(1))).toEqual({ level: 3, by: at(72) });
  });

  it('skips escalations whose instant has passed', () => {
    expect(nextEscalation(caseOnPaper().current(), at(30))).toEqual({ level: 2, by: at(48) });
  });

  it('is none at the top level, or once the complaint is resolved', () => {
    const paper = caseOnPaper().timePasses(100);
    expect(nextEscalation(paper.current(), at(100))).toBeNull();
    paper.act(101, { act: 'resolve' });
    expect(nextEscalation(paper.current(), at(101))).toBeNull();
  });
});
