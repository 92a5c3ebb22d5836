import { messageIdOf } from '../../../mail/message-id';
import type { NotificationRow } from '../evidence/evidence';
import { indexEvidence } from './index-evidence';
import { InventedEvidence } from './invented-evidence';
import { idOf, mailsOnce } from './mails-once';

const found = ({ evidence }: InventedEvidence) =>
  mailsOnce(evidence, indexEvidence(evidence)).map(({ detail }) => detail);

function notified(changes: Partial<NotificationRow> = {}) {
  const run = new InventedEvidence();
  const { id } = run.withCase('a');
  const row: NotificationRow = {
    ...{
      id: 'n-1',
      complaintId: id,
      sequence: 1,
      kind: 'received',
      recipient: `reporter:${id}`,
      correction: 0,
    },
    ...{ state: 'sent', lastError: null, isDue: false, ...changes },
  };
  run.evidence.notifications.push(row);
  const arrive = (receivedAt: number) =>
    run.evidence.mails.push({ messageId: idOf(row), to: 'a@pelapor.example', subject: '', receivedAt });
  return { run, arrive };
}

describe('mails', () => {
  it.each([0, 2])(
    'are recognised by the id that the product gives them, with correction %i',
    (correction) => {
      const { run } = notified({ correction });
      const [row] = run.evidence.notifications;
      if (!row) throw new Error('nothing was written');
      const key = { ...row, kind: 'received' as const };
      expect(idOf(row)).toBe(messageIdOf(key, '127.0.0.1'));
    },
  );

  it('to a corrected address differ from those to the first one', () => {
    const { run, arrive } = notified();
    arrive(run.now - 100_000);
    const [first] = run.evidence.notifications;
    if (first) run.evidence.notifications.push({ ...first, id: 'n-2', correction: 2 });
    expect(found(run)).toEqual(['is said to be sent and did not arrive']);
  });

  it('are reported missing when they are said to be sent and did not arrive', () => {
    expect(found(notified().run)).toEqual(['is said to be sent and did not arrive']);
  });

  it('are reported missing when they still wait or were given up', () => {
    expect(found(notified({ state: 'pending' }).run)).toEqual(['still waits: untried']);
    expect(found(notified({ state: 'failed', lastError: 'SMTP_550' }).run)).toEqual([
      'was given up: SMTP_550',
    ]);
  });

  it('may be held back', () => {
    expect(found(notified({ state: 'suppressed' }).run)).toEqual([]);
  });

  it('are reported doubled when nothing was wrong when the first arrived', () => {
    const { run, arrive } = notified();
    arrive(run.now - 100_000);
    expect(found(run)).toEqual([]);
    arrive(run.now - 90_000);
    expect(found(run)).toEqual(['arrived 2 times']);
  });

  it('may arrive twice when a process died as the first was handed over', () => {
    const { run, arrive } = notified();
    arrive(run.now - 599_000);
    arrive(run.now - 90_000);
    expect(found(run)).toEqual([]);
  });

  it('may arrive twice when an older copy has forgotten the first', () => {
    const { run, arrive } = notified();
    arrive(run.now - 100_000);
    arrive(run.now - 40_000);
    expect(found(run)).toEqual(['arrived 2 times']);
    run.evidence.undone.push({ from: run.now - 110_000, until: run.now - 60_000 });
    expect(found(run)).toEqual([]);
  });
});
