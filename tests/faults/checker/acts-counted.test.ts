import { actsCounted } from './acts-counted';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';

const found = ({ evidence }: InventedEvidence) =>
  actsCounted(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

function acknowledged() {
  const run = new InventedEvidence();
  const row = run.withCase('a');
  const call = run.act(row, 'a', 'acknowledge');
  return { run, row, call };
}

describe('acts', () => {
  it('are reported lost when they were answered 200 and are not on the timeline', () => {
    const { run } = acknowledged();
    run.evidence.events.pop();
    expect(found(run)).toEqual(['was answered 200 and is not on the timeline']);
  });

  it('are reported doubled when they are on the timeline twice', () => {
    const { run, row, call } = acknowledged();
    run.event(row, 'acknowledged', run.causedBy(call, row));
    expect(found(run)).toEqual(['stands 2 times: #3 acknowledged, #4 acknowledged']);
  });

  it('count once, together with what the system adds to them', () => {
    const run = new InventedEvidence();
    const row = run.withCase('a');
    const call = run.act(row, 'a', 'reopen');
    run.event(row, 'escalated', { ...run.causedBy(call, row), actorKind: 'system' });
    expect(found(run)).toEqual([]);
  });

  it('are reported when they were refused and are on the timeline', () => {
    const { run, call } = acknowledged();
    call.verdict = 'refused';
    expect(found(run)).toEqual(['was refused and stands at #3 acknowledged']);
  });

  it('may be there once or not at all while nobody has answered', () => {
    const { run, call } = acknowledged();
    call.verdict = 'unknown';
    expect(found(run)).toEqual([]);
    run.evidence.events.pop();
    expect(found(run)).toEqual([]);
  });

  it('are reported with the words of another', () => {
    const { run, call } = acknowledged();
    call.words = '[a acknowledge]';
    run.evidence.inputs.push({ id: 'input-1', complaintId: '', requestId: '', text: 'something else' });
    (run.evidence.events.at(-1) ?? { inputId: null }).inputId = 'input-1';
    expect(found(run)).toEqual(['stands with other words at #3 acknowledged']);
  });

  it('are reported when nobody asked for them', () => {
    const { run, row } = acknowledged();
    run.event(row, 'resolved', { actorKind: 'officer', requestId: 'of nobody' });
    expect(found(run)).toEqual(['nobody asked for #4 resolved']);
  });

  it('may be gone when their answer was undone by an older copy', () => {
    const { run } = acknowledged();
    run.evidence.events.pop();
    run.evidence.undone.push({ from: run.now - 201_000, until: run.now - 150_000 });
    expect(found(run)).toEqual([]);
  });
});
