import { filingsKept } from './filings-kept';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';

const found = ({ evidence }: InventedEvidence) =>
  filingsKept(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

describe('filings', () => {
  it('are reported lost when a tracking code was given out and does not exist', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.complaints.pop();
    expect(found(run)).toEqual(['was told SK-A, which is not there']);
  });

  it('are reported doubled when there are two rows for one key', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.complaints.push({ ...run.withCase('b'), description: '[a]' });
    run.evidence.calls.pop();
    expect(found(run)).toEqual(['stands 2 times']);
  });

  it('are reported when they were given two tracking codes', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.calls[0]?.attempts.unshift({ startedAt: 1, endedAt: 2, status: 201, trackingCode: 'SK-Z' });
    expect(found(run)).toEqual([
      'was told 2 tracking codes: SK-Z, SK-A',
      'was told SK-Z, which is not there',
    ]);
  });

  it('are reported when they were never answered', () => {
    const run = new InventedEvidence();
    run.call('a', 'file', [{ status: 503 }]);
    expect(found(run)).toEqual(['was never answered, not even after everything had healed']);
  });

  it('may be gone when their answer was undone by an older copy', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.complaints.pop();
    run.evidence.undone.push({ from: run.now - 400_000, until: run.now });
    expect(found(run)).toEqual([]);
  });
});
