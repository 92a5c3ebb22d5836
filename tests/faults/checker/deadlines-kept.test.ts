import { deadlinesKept } from './deadlines-kept';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';

const found = ({ evidence }: InventedEvidence) =>
  deadlinesKept(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

function escalated(afterMs: number) {
  const run = new InventedEvidence();
  const dueAt = run.now - 100_000;
  const at = dueAt + afterMs;
  run.event(run.withCase('a'), 'escalated', { at, recordedAt: at, dueAt, data: { level: 1 } });
  return run;
}

describe('deadlines', () => {
  it('are reported when they are a millisecond early', () => {
    expect(found(escalated(-1))).toEqual(['#3 escalated is 1 ms before its instant']);
  });

  it('are reported when they are late beyond their bound', () => {
    expect(found(escalated(30_000))).toEqual([]);
    expect(found(escalated(30_001))).toEqual(['#3 escalated is 30001 ms of sound time after its instant']);
  });

  it('are excused for as long as something was down', () => {
    const run = escalated(60_000);
    const startedAt = run.now - 100_000;
    run.evidence.faults.push({ name: 'kill postgres', hit: true, startedAt, healthyAt: startedAt + 20_000 });
    expect(found(run)).toEqual([]);
  });

  it('are reported when they are unrecorded', () => {
    const run = new InventedEvidence();
    run.withCase('a', { nextDueBy: run.now - 31_000 });
    expect(found(run)).toEqual(['was due 31000 ms of sound time ago, and nothing was recorded']);
  });

  it('count from the filing when that came later', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a');
    const recordedAt = run.now - 299_000;
    run.event(row, 'escalated', { at: recordedAt, recordedAt, dueAt: run.now - 400_000 });
    expect(found(run)).toEqual([]);
  });

  it('go by the clock of their case where that was moved on', () => {
    const moved = (lateMs: number) => {
      const run = new InventedEvidence();
      const dueAt = run.now + 86_400_000;
      const event = { at: dueAt + lateMs, recordedAt: run.now, dueAt };
      run.event(run.withCase('a', { clockOffsetMs: 86_400_000 }), 'escalated', event);
      return found(run);
    };
    expect(moved(30_000)).toEqual([]);
    expect(moved(30_001)).toEqual(['#3 escalated is 30001 ms of sound time after its instant']);
    expect(moved(-1)).toEqual(['#3 escalated is 1 ms before its instant']);
  });

  it('count from the moment at which an older copy was put back', () => {
    const run = escalated(60_000);
    run.evidence.undone.push({ from: run.now - 90_000, until: run.now - 50_000 });
    expect(found(run)).toEqual([]);
  });
});
