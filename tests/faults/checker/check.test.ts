import { check } from './check';
import { InventedEvidence } from './invented-evidence';

describe('the checker', () => {
  it('reports nothing for a run in which everything went well', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a', { status: 'acknowledged' });
    run.act(row, 'a', 'acknowledge');
    expect(check(run.evidence)).toEqual([]);
  });

  it('declares a run void when no fault hit', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.faults.forEach((fault) => (fault.hit = false));
    expect(check(run.evidence)).toEqual([expect.objectContaining({ detail: '0 of 1 faults hit' })]);
  });

  it('declares a run void when nobody felt a fault', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.calls.forEach((call) => call.attempts.shift());
    expect(check(run.evidence)).toEqual([expect.objectContaining({ detail: 'no call was ever disturbed' })]);
  });

  it('reports a process that ended of its own accord, but none that died at a kill point', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.deaths.push({ part: 'worker', at: run.now, code: null, signal: 'SIGKILL' });
    expect(check(run.evidence)).toEqual([]);
    run.evidence.deaths.push({ part: 'api', at: run.now, code: 1, signal: null, lastWords: 'Error: gone' });
    expect(check(run.evidence)).toEqual([
      expect.objectContaining({ subject: 'api', detail: 'ended with 1 Error: gone' }),
    ]);
  });
});
