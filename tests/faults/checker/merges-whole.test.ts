import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';
import { mergesWhole } from './merges-whole';

const found = ({ evidence }: InventedEvidence) =>
  mergesWhole(evidence, indexEvidence(evidence)).map(({ subject, detail }) => `${subject} ${detail}`);

describe('merges', () => {
  it('are reported half done when the survivor has not absorbed the other one', () => {
    const run = new InventedEvidence();
    const survivor = run.withCase('old');
    run.withCase('new', { status: 'duplicate', mergedInto: survivor.id });
    expect(found(run)).toEqual(['new ended in old, which has not taken new']);
  });

  it('are reported half done when the other one did not end', () => {
    const run = new InventedEvidence();
    const other = run.withCase('new');
    run.withCase('old', { absorbed: [other.id] });
    expect(found(run)).toEqual(['old has taken new, which did not end']);
  });

  it('are reported when they are doubled', () => {
    const run = new InventedEvidence();
    const survivor = run.withCase('old');
    const other = run.withCase('new', { status: 'duplicate', mergedInto: survivor.id });
    survivor.absorbed = [other.id, other.id];
    expect(found(run)).toEqual(['old has taken new twice']);
  });

  it('are whole along a chain when the last survivor has absorbed all', () => {
    const run = new InventedEvidence();
    const eldest = run.withCase('eldest');
    const heir = run.withCase('heir', { status: 'duplicate', mergedInto: eldest.id });
    const late = run.withCase('late', { status: 'duplicate', mergedInto: heir.id });
    eldest.absorbed = [heir.id, late.id];
    expect(found(run)).toEqual([]);
  });
});
