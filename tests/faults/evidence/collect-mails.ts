import type { MailboxMessage } from '../../../cli/parts/mailbox';
import type { SeenMail } from './evidence';

/** What arrived in the mailbox, in order of arrival. */
export async function collectMails(mailboxUrl: string): Promise<SeenMail[]> {
  const response = await fetch(`${mailboxUrl}/messages`);
  const messages = (await response.json()) as MailboxMessage[];
  return messages.map(({ messageId, to, subject, receivedAt }) => ({
    messageId,
    to: to.join(','),
    subject,
    receivedAt,
  }));
}
