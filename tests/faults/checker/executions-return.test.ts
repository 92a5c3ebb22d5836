import { executionsReturn } from './executions-return';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';

function lostFor(seconds: number) {
  const { evidence } = new InventedEvidence();
  evidence.faults.forEach((fault) => (fault.executionsBackAt = fault.healthyAt + seconds * 1_000));
  return executionsReturn(evidence, indexEvidence(evidence)).map(({ detail }) => detail);
}

describe('lost executions', () => {
  it('are reported when they stay away for too long', () => {
    expect(lostFor(120)).toEqual([]);
    expect(lostFor(121)).toEqual(['executions and schedules were back after 121 s']);
  });
});
