import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';
import { statusesLegal } from './statuses-legal';

const found = ({ evidence }: InventedEvidence) =>
  statusesLegal(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

describe('statuses', () => {
  it('are reported when reached from a status that does not allow it', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a', { status: 'acknowledged' });
    run.event(row, 'acknowledged');
    run.event(row, 'acknowledged');
    expect(found(run)).toEqual(['#4 acknowledged when it was acknowledged']);
  });

  it('are reported when timeline and row differ', () => {
    const run = new InventedEvidence();
    run.event(run.withCase('a'), 'resolved');
    expect(found(run)).toEqual(['its timeline leads to resolved, its row says assigned']);
  });

  it('are reported with a level that no escalation led to', () => {
    const run = new InventedEvidence();
    run.event(run.withCase('a', { level: 2 }), 'escalated', { data: { level: 1 } });
    expect(found(run)).toEqual(['its timeline leads to level 1, its row says 2']);
  });

  it('may end with a merge into another case', () => {
    const run = new InventedEvidence();
    run.event(run.withCase('a', { status: 'duplicate' }), 'merged', { data: { into: 'b' } });
    expect(found(run)).toEqual([]);
  });
});
