import { check } from './check';
import { InventedEvidence } from './invented-evidence';

describe('the checker', () => {
  it('finds nothing in a run in which everything went well', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a', { status: 'acknowledged' });
    run.act(row, 'a', 'acknowledge');
    expect(check(run.evidence)).toEqual([]);
  });

  it('finds a run void in which no fault hit', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.faults.forEach((fault) => (fault.hit = false));
    expect(check(run.evidence)).toEqual([expect.objectContaining({ detail: '0 of 1 faults hit' })]);
  });

  it('finds a run void in which nobody felt a fault', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.calls.forEach((call) => call.attempts.shift());
    expect(check(run.evidence)).toEqual([expect.objectContaining({ detail: 'no call was ever disturbed' })]);
  });

  it('finds a process that ended of its own accord, and none that died at a kill point', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.deaths.push({ part: 'worker', at: run.now, code: null, signal: 'SIGKILL' });
    expect(check(run.evidence)).toEqual([]);
    run.evidence.deaths.push({ part: 'api', at: run.now, code: 1, signal: null });
    expect(check(run.evidence)).toEqual([
      expect.objectContaining({ subject: 'api', detail: 'ended with 1' }),
    ]);
  });
});
