import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';
import { timelinesInOrder } from './timelines-in-order';

const found = ({ evidence }: InventedEvidence) =>
  timelinesInOrder(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

describe('timelines', () => {
  it('are reported when they have a gap', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a');
    row.sequence += 1;
    run.event(row, 'noted');
    expect(found(run)).toEqual(['has #4 where #3 belongs']);
  });

  it('are reported when their end differs from their row’s sequence', () => {
    const run = new InventedEvidence();
    run.withCase('a').sequence += 1;
    expect(found(run)).toEqual(['ends at #2, and its row says #3']);
  });

  it('are reported when they run backwards', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a');
    run.event(row, 'noted', { at: run.now });
    run.event(row, 'noted', { at: run.now - 117 });
    expect(found(run)).toEqual(['#4 noted is 117 ms before #3']);
  });
});
