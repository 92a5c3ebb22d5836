import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import type { ComplaintState } from '../../domain/complaint';
import { decide } from '../../domain/decide';
import { notificationsFor } from '../../domain/notifications';
import { canTakeOn } from '../../domain/officers';
import { parseAct } from '../../domain/parse-act';
import { caseOnPaper, commandCentre, officer, reporter, supervisor } from '../support/case-on-paper';

describe('an assignment to an officer', () => {
  it('is kept, notifies the officer, and changes neither status nor clock', () => {
    const paper = caseOnPaper();
    const { status, checkpoints } = paper.state();
    expect(paper.act(1, { act: 'assign', officer: 'dewi' })).toBeNull();
    expect(paper.state()).toMatchObject({ officer: 'dewi', status, checkpoints, acknowledgedAt: null });
    expect(paper.notifications.at(-1)).toMatchObject({
      kind: 'officer_assigned',
      audience: { to: 'staff', id: 'dewi' },
    });
  });

  it('does not notify an officer who already has the case, and notifies one who loses it', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'assign', officer: 'dewi' }, supervisor);
    const before = paper.notifications.length;
    paper.act(2, { act: 'assign', officer: 'dewi' }, supervisor);
    expect(paper.notifications).toHaveLength(before);
    paper.act(3, { act: 'assign', officer: null }, supervisor);
    expect(paper.lastNotifications()).toMatchObject([
      { kind: 'unassigned', audience: { to: 'staff', id: 'dewi' } },
    ]);
    expect(paper.state().officer).toBeNull();
  });

  it('ends with a hand-over, but not with a reopening', () => {
    const reopened = caseOnPaper();
    reopened.act(1, { act: 'assign', officer: 'dewi' });
    reopened.act(2, { act: 'resolve' });
    reopened.act(3, { act: 'reopen', reason: 'partly' }, reporter);
    expect(reopened.state().officer).toBe('dewi');
    const passedOn = caseOnPaper();
    passedOn.act(1, { act: 'assign', officer: 'dewi' });
    passedOn.act(2, { act: 'reassign', agency: 'dlh' });
    expect(passedOn.state().officer).toBeNull();
  });

  it('is possible only to active members of the agency that has the case', () => {
    const complaint = { agency: 'pupr' };
    expect(canTakeOn({ agency: 'pupr', active: true }, complaint)).toBe(true);
    expect(canTakeOn({ agency: 'pupr', active: false }, complaint)).toBe(false);
    expect(canTakeOn({ agency: 'dlh', active: true }, complaint)).toBe(false);
    expect(canTakeOn({ agency: null, active: true }, complaint)).toBe(false);
    expect(canTakeOn(null, complaint)).toBe(false);
  });

  it.each([{}, { officer: 'dewi' }, { officer: 7 }, { officer: '01936000-0000-7000-8000-00000000000A' }])(
    'is not parsed from a message without a valid officer: %j',
    (message) => {
      expect(parseAct('assign', message)).toBeNull();
    },
  );
});

describe('a nudge', () => {
  it('reminds the agency and its officer', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'assign', officer: 'dewi' });
    expect(paper.act(2, { act: 'nudge' }, supervisor)).toBeNull();
    expect(paper.notifications.slice(-2)).toMatchObject([
      { kind: 'nudged', audience: { to: 'agency', agency: 'pupr' } },
      { kind: 'nudged', audience: { to: 'staff', id: 'dewi' } },
    ]);
  });

  it('is refused from officers', () => {
    expect(caseOnPaper().act(1, { act: 'nudge' }, officer)).toBe('forbidden');
  });

  it('counts once per hour, whoever nudges', () => {
    const paper = caseOnPaper();
    paper.act(1, { act: 'nudge' }, supervisor);
    expect(paper.act(2, { act: 'nudge' }, commandCentre, -1)).toBe('nudged_recently');
    expect(paper.act(2, { act: 'nudge' }, commandCentre)).toBeNull();
  });
});

describe('a case that was loaded before questions and assignments existed', () => {
  it('goes on as a case without any', () => {
    const { state, policy } = caseOnPaper().current();
    // Such a case as it is in the engine's history.
    const older = JSON.parse(JSON.stringify({ ...state, ...NEWER })) as ComplaintState;
    expect(older).not.toHaveProperty('question');
    const story: [Act, Actor][] = [
      [{ act: 'nudge' }, supervisor],
      [{ act: 'ask' }, officer],
      [{ act: 'answer' }, reporter],
      [{ act: 'reassign', agency: 'dlh' }, officer],
    ];
    const outcomes = story.flatMap(([act, actor]) => {
      const decision = decide({ state: older, policy }, { act, actor, at: state.receivedAt + 1 });
      return 'refusal' in decision
        ? [decision.refusal.code]
        : notificationsFor(decision.events, older).map(({ kind }) => kind);
    });
    expect(outcomes).toEqual([
      'nudged',
      'information_requested',
      'no_question',
      'reassigned_agency',
      ...Array<string>(3).fill('reassigned_reporter'),
    ]);
  });
});

const NEWER = { question: undefined, held: undefined, officer: undefined, nudgedAt: undefined };
