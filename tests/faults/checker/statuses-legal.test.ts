import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';
import { statusesLegal } from './statuses-legal';

const found = ({ evidence }: InventedEvidence) =>
  statusesLegal(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

describe('statuses', () => {
  it('are found reached from where they cannot be', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a', { status: 'acknowledged' });
    run.event(row, 'acknowledged');
    run.event(row, 'acknowledged');
    expect(found(run)).toEqual(['#4 acknowledged when it was acknowledged']);
  });

  it('are found to differ between timeline and row', () => {
    const run = new InventedEvidence();
    run.event(run.withCase('a'), 'resolved');
    expect(found(run)).toEqual(['its timeline leads to resolved, its row says assigned']);
  });

  it('are found with a level that nobody raised', () => {
    const run = new InventedEvidence();
    run.event(run.withCase('a', { level: 2 }), 'escalated', { data: { level: 1 } });
    expect(found(run)).toEqual(['its timeline leads to level 1, its row says 2']);
  });

  it('end in another case by a merge', () => {
    const run = new InventedEvidence();
    run.event(run.withCase('a', { status: 'duplicate' }), 'merged', { data: { into: 'b' } });
    expect(found(run)).toEqual([]);
  });
});
