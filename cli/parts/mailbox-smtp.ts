import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { LOOPBACK } from './free-port';
import type { IncomingMail, MailboxStore } from './mailbox-store';

/**
 * A fault for tests to inject into one mail: refused temporarily (451) or permanently (550), never answered,
 * answered late, or accepted with the connection lost before the sender learns of it (the case that duplicates
 * mails).
 */
export type MailboxFault =
  | { kind: 'temporary' }
  | { kind: 'permanent' }
  | { kind: 'hang' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'lost-answer' };

/** Called once for each mail, when it has arrived completely. */
export type MailboxFaults = (mail: { from: string; to: string[] }) => MailboxFault | undefined;

export interface MailboxSmtp {
  port: number;
  stop(): Promise<void>;
}

const SIZE_LIMIT_BYTES = 25 * 1024 * 1024;

/** Starts an SMTP server on the loopback address that keeps every mail and forwards none. */
export async function startMailboxSmtp(input: {
  port: number;
  store: MailboxStore;
  faults?: MailboxFaults;
}): Promise<MailboxSmtp> {
  const server = new SMTPServer({
    name: 'mailbox.localhost',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: SIZE_LIMIT_BYTES,
    closeTimeout: 1_000,
    onData(stream, session, callback) {
      buffer(stream)
        .then(async (raw) => {
          if (stream.sizeExceeded) return callback(refusal(552, 'This mail is too big'));
          await take({
            ...input,
            mail: { ...envelope(session), raw },
            hangUp: () => hangUp(server, session),
            callback,
          });
        })
        .catch(callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(input.port, LOOPBACK, resolve);
  });
  // A client that disconnects in the middle is not our problem.
  server.removeAllListeners('error').on('error', () => {});
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

interface TakeInput {
  mail: IncomingMail;
  store: MailboxStore;
  faults?: MailboxFaults;
  hangUp: () => void;
  callback: (error?: Error | null) => void;
}

async function take({ mail, store, faults, hangUp: breakConnection, callback }: TakeInput): Promise<void> {
  const fault = faults?.({ from: mail.from, to: mail.to });
  switch (fault?.kind) {
    case 'temporary':
      return callback(refusal(451, 'Try again later'));
    case 'permanent':
      return callback(refusal(550, 'No such mailbox'));
    case 'hang':
      return;
    case 'slow':
      await delay(fault.delayMs);
      break;
    case 'lost-answer':
      await store.add(mail);
      return breakConnection();
    case undefined:
      break;
  }
  await store.add(mail);
  callback();
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function envelope({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): { from: string; to: string[] } {
  return { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
}

/** The library offers no way from a session to its socket but this set of its connections. */
function hangUp(server: SMTPServer, { id }: SMTPServerSession): void {
  for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
    if (connection.id === id) connection._socket.destroy();
  }
}
