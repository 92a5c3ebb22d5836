import { answersAgree } from './answers-agree';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';

const found = ({ evidence }: InventedEvidence) =>
  answersAgree(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

function asked(statuses: (number | null)[]) {
  const run = new InventedEvidence();
  run.withCase('a');
  const call = run.call(
    'a',
    'confirm',
    statuses.map((status) => ({ status, ...(status === 409 ? { refusal: 'illegal_transition' } : {}) })),
  );
  return { run, call };
}

describe('answers', () => {
  it('may be 503 or none until there is one', () => {
    expect(found(asked([503, null, 200]).run)).toEqual([]);
  });

  it('are found to contradict each other for one key', () => {
    const { run, call } = asked([200, 409]);
    call.shown = { status: 'closed', sequence: 9 };
    expect(found(run)).toContain('was answered 200, then 409 for one key');
  });

  it('are found to refuse what the page shows as possible', () => {
    const { run, call } = asked([409]);
    call.shown = { status: 'resolved', sequence: 3 };
    expect(found(run)).toEqual(['was refused (409 illegal_transition), and the page shows resolved at #3']);
  });

  it('may refuse what a script did not count on', () => {
    const { run, call } = asked([409]);
    call.expects = 'refused';
    call.shown = { status: 'withdrawn', sequence: 3 };
    expect(found(run)).toEqual([]);
  });

  it('are found to accept what was not possible', () => {
    const { run, call } = asked([200]);
    call.expects = 'refused';
    expect(found(run)).toEqual(['counts, and was not possible']);
  });

  it('are found dishonest when an error is none of the sender', () => {
    expect(found(asked([500, 200]).run)).toEqual(['was answered 500']);
  });

  it('may know nobody of a case that an older copy has lost, and of no other', () => {
    const { run, call } = asked([401]);
    call.expects = 'refused';
    run.evidence.undone.push({ from: run.now - 400_000, until: run.now - 150_000 });
    expect(found(run)).toEqual(['was answered 401']);
    run.evidence.complaints.pop();
    expect(found(run)).toEqual([]);
  });

  it('may know nobody of a lost case that was merged into another', () => {
    const { run, call } = asked([401]);
    call.expects = 'refused';
    run.evidence.undone.push({ from: run.now - 400_000, until: run.now - 150_000 });
    const merge = run.call('lost', 'merge');
    expect(found(run)).toEqual(['was answered 401']);
    merge.into = 'a';
    expect(found(run)).toEqual([]);
  });

  it('are found missing when even healing brought none', () => {
    expect(found(asked([503, null]).run)).toEqual(['was never answered definitely']);
  });
});
