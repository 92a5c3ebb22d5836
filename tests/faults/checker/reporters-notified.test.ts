import { emailOf } from '../client/file-case';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';
import { reportersNotified } from './reporters-notified';

const found = ({ evidence }: InventedEvidence) =>
  reportersNotified(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

function resolved() {
  const run = new InventedEvidence();
  const row = run.withCase('a', { status: 'resolved' });
  run.act(row, 'a', 'resolve');
  run.evidence.mails.push({ messageId: '<1>', to: emailOf('a'), subject: '', receivedAt: run.now });
  return { run, row };
}

describe('reporters', () => {
  it('are reported when no notification was stored for them', () => {
    expect(found(resolved().run)).toEqual(['nothing was written to the reporter of #3 resolved']);
  });

  it('count as notified by a notification of their own', () => {
    const { run, row } = resolved();
    run.evidence.notifications.push({
      ...{ id: 'n-1', complaintId: row.id, sequence: 3, kind: 'resolved', recipient: `reporter:${row.id}` },
      ...{ correction: 0, state: 'sent', lastError: null, isDue: false },
    });
    expect(found(run)).toEqual([]);
  });

  it('need no notification without an address', () => {
    const { run } = resolved();
    run.evidence.mails.length = 0;
    expect(found(run)).toEqual([]);
  });
});
