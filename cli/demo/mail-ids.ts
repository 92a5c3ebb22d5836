import { messageIdOf } from '../../mail/message-id';
import type { PlayedCase } from './stage';

/** A mail that must arrive; the service derives its Message-ID from the event and the recipient. */
export interface AwaitedMail {
  messageId: string;
  /** For people: `late to reporter`. */
  name: string;
  /** Sequence of the event that causes it. */
  sequence: number;
}

/** @param host the host name that the service puts into its Message-IDs */
export function awaitedMails({ demoCase, expected }: PlayedCase, host: string): AwaitedMail[] {
  return expected.events.flatMap(({ mails }, index) =>
    mails.map(({ kind, to }) => {
      const sequence = index + 1;
      const key = { complaintId: demoCase.filed.id, sequence, kind, recipient: to };
      return { messageId: messageIdOf(key, host), name: `${kind} to ${nameOf(to)}`, sequence };
    }),
  );
}

function nameOf(recipient: string): string {
  return recipient.startsWith('reporter:') ? 'a reporter' : recipient;
}
