import { LOOPBACK } from './free-port';
import { startMailboxHttp } from './mailbox-http';
import { startMailboxSmtp, type MailboxFaults } from './mailbox-smtp';
import { openMailboxStore } from './mailbox-store';

export type { MailboxFault, MailboxFaults } from './mailbox-smtp';
export type { MailboxMessage } from './mailbox-store';

export interface MailboxInput {
  /** 0 takes any free port. */
  smtpPort: number;
  /** 0 takes any free port. */
  httpPort: number;
  /** Mails are kept here as `.eml` files; those of earlier runs are shown again. */
  folder: string;
  faults?: MailboxFaults;
}

export interface RunningMailbox {
  smtpUrl: string;
  httpUrl: string;
  stop(): Promise<void>;
}

/** Starts the development mailbox in this process; it catches and shows every mail. Rethrows listen errors. */
export async function startMailbox(input: MailboxInput): Promise<RunningMailbox> {
  const store = await openMailboxStore(input);
  const http = await startMailboxHttp({ port: input.httpPort, store });
  try {
    const smtp = await startMailboxSmtp({ port: input.smtpPort, store, faults: input.faults });
    return {
      smtpUrl: `smtp://${LOOPBACK}:${smtp.port}`,
      httpUrl: `http://${LOOPBACK}:${http.port}`,
      stop: async () => void (await Promise.all([smtp.stop(), http.stop()])),
    };
  } catch (error) {
    await http.stop();
    throw error;
  }
}
