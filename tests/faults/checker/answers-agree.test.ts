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
  it('may be 503 or missing until there is a definite one', () => {
    expect(found(asked([503, null, 200]).run)).toEqual([]);
  });

  it('are reported when they contradict each other for one key', () => {
    const { run, call } = asked([200, 409]);
    call.shown = { status: 'closed', sequence: 9 };
    expect(found(run)).toContain('was answered 200, then 409 for one key');
  });

  it('are reported when they refuse what the page shows as possible', () => {
    const { run, call } = asked([409]);
    call.shown = { status: 'resolved', sequence: 3 };
    expect(found(run)).toEqual(['was refused (409 illegal_transition), and the page shows resolved at #3']);
  });

  it('may refuse what the script expects to be refused', () => {
    const { run, call } = asked([409]);
    call.expects = 'refused';
    call.shown = { status: 'withdrawn', sequence: 3 };
    expect(found(run)).toEqual([]);
  });

  it('are reported when they accept what was not possible', () => {
    const { run, call } = asked([200]);
    call.expects = 'refused';
    expect(found(run)).toEqual(['counts, and was not possible']);
  });

  it('are reported when one of them is a 500', () => {
    expect(found(asked([500, 200]).run)).toEqual(['was answered 500']);
  });

  it('may be 401 for a case that an older copy has lost, and for no other', () => {
    const { run, call } = asked([401]);
    call.expects = 'refused';
    run.evidence.undone.push({ from: run.now - 400_000, until: run.now - 150_000 });
    expect(found(run)).toEqual(['was answered 401']);
    run.evidence.complaints.pop();
    expect(found(run)).toEqual([]);
  });

  it('may be 401 for a case that a lost one was merged into', () => {
    const { run, call } = asked([401]);
    call.expects = 'refused';
    run.evidence.undone.push({ from: run.now - 400_000, until: run.now - 150_000 });
    const merge = run.call('lost', 'merge');
    expect(found(run)).toEqual(['was answered 401']);
    merge.into = 'a';
    expect(found(run)).toEqual([]);
  });

  it('are reported missing when even healing brought none', () => {
    expect(found(asked([503, null]).run)).toEqual(['was never answered definitely']);
  });
});
