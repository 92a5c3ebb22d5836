import { closedWhenTold } from './closed-when-told';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';

const found = ({ evidence }: InventedEvidence) =>
  closedWhenTold(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

function answered(status = 'closed') {
  const run = new InventedEvidence();
  const row = run.withCase('a', { status });
  run.event(row, 'resolved');
  const told = (data: object) => run.event(row, 'reporter_told', { data: { answer: 3, ...data } });
  const closed = (by: string) => run.event(row, 'closed', { data: { by } });
  return { run, row, told, closed };
}

describe('a case', () => {
  it('may be closed by silence after its reporter was told, and as unreached after nothing could', () => {
    const { run, told, closed } = answered();
    told({ by: 'page' });
    closed('silence');
    expect(found(run)).toEqual([]);
    const other = answered();
    other.run.event(other.row, 'reporter_unreached', { data: { answer: 3 } });
    other.closed('unreached');
    expect(found(other.run)).toEqual([]);
  });

  it('is reported when silence closed it and nobody was told, or when it was not unreached', () => {
    const { run, closed } = answered();
    closed('silence');
    expect(found(run)).toEqual(['#4 closed it, and its reporter was not told']);
    const other = answered();
    other.told({ by: 'page' });
    other.closed('unreached');
    expect(found(other.run)).toEqual(['#5 closed it as unreached, and it was not']);
  });

  it('is reported when it was told twice, of an earlier answer, or by a mail that was not sent', () => {
    const { run, told } = answered('resolved');
    told({ by: 'mail' });
    told({ by: 'page', answer: 2 });
    expect(found(run)).toEqual([
      '#4 is of a mail that was not sent',
      '#5 tells of #3 a second time',
      '#5 tells of #2, an earlier answer',
    ]);
  });

  it('is reported when in the end nobody knows', () => {
    expect(found(answered('resolved').run)).toEqual(['nobody knows whether its reporter was told of #3']);
  });
});
