import type { SeenExecution } from '../evidence/evidence';
import { executionsAgree } from './executions-agree';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';

const found = ({ evidence }: InventedEvidence) =>
  executionsAgree(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

function seen(execution: Partial<SeenExecution>, row: Parameters<InventedEvidence['withCase']>[1] = {}) {
  const run = new InventedEvidence();
  run.withCase('a', row);
  Object.assign(run.evidence.executions[0] ?? {}, execution);
  return found(run);
}

describe('executions', () => {
  it('are reported missing for an open case', () => {
    expect(seen({ isRunning: false })).toEqual(['is assigned, and no execution runs']);
  });

  it('are reported running for a case that is over', () => {
    expect(seen({}, { status: 'closed' })).toEqual(['is over, and its execution still runs']);
  });

  it('are reported when they are behind their row', () => {
    expect(seen({ view: { status: 'assigned', sequence: 1 } })).toEqual([
      expect.stringContaining('its execution says {"status":"assigned","sequence":1}'),
    ]);
  });

  it.each([7, null])('are reported when they sleep past an instant, until %s', (nextDueBy) => {
    expect(seen({ view: { nextDueBy } }, { nextDueBy: 5 })).toEqual([
      expect.stringContaining(`its execution says {"nextDueBy":${nextDueBy}}`),
    ]);
  });

  it('may be behind as long as they look again in time', () => {
    expect(seen({ view: { sequence: 1, nextDueBy: 4 } }, { nextDueBy: 5 })).toEqual([]);
  });

  it('may say nothing of their state, or only part of it', () => {
    expect(seen({ view: null })).toEqual([]);
    expect(seen({ view: { status: 'assigned', sequence: 2 } })).toEqual([]);
  });

  it('are reported when they never began', () => {
    expect(seen({}, { isStarted: false })).toEqual(['was never handed to the engine']);
    expect(seen({}, { status: 'submitted' })).toEqual(['was never assigned']);
  });

  it('are reported running for a case that does not exist', () => {
    const run = new InventedEvidence();
    run.withCase('a');
    run.evidence.executions.push({ complaintId: 'nobody', isRunning: true, view: null });
    expect(found(run)).toEqual(['an execution runs for a case that is not there']);
  });
});
