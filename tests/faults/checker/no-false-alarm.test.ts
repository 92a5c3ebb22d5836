import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';
import { noFalseAlarm } from './no-false-alarm';

const found = ({ evidence }: InventedEvidence) =>
  noFalseAlarm(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

/** A case that was resolved, whose client was told so at `endedAt`, and that can be escalated for a deadline. */
function resolvedAndEscalated(dueAfterAnswerMs: number) {
  const run = new InventedEvidence();
  const row = run.withCase('a');
  const call = run.act(row, 'a', 'resolve');
  const endedAt = call.attempts[0]?.endedAt ?? 0;
  const dueAt = endedAt + dueAfterAnswerMs;
  return {
    run,
    row,
    endedAt,
    escalate: () => run.event(row, 'escalated', { dueAt, at: dueAt, data: { level: 1 } }),
  };
}

describe('alarms', () => {
  it('are reported as false for what was answered in time', () => {
    const { run, escalate } = resolvedAndEscalated(0);
    escalate();
    expect(found(run)).toEqual(['#4 escalated, though a resolve 1 counted before its instant']);
  });

  it('are right for what was answered a moment too late', () => {
    const { run, escalate } = resolvedAndEscalated(-1);
    escalate();
    expect(found(run)).toEqual([]);
  });

  it('are right for what was reopened', () => {
    const { run, row, escalate } = resolvedAndEscalated(5_000);
    run.event(row, 'reopened');
    escalate();
    expect(found(run)).toEqual([]);
  });

  it('are right when the answer was undone by an older copy', () => {
    const { run, endedAt, escalate } = resolvedAndEscalated(5_000);
    escalate();
    run.evidence.undone.push({ from: endedAt - 1, until: endedAt + 1 });
    expect(found(run)).toEqual([]);
  });
});
