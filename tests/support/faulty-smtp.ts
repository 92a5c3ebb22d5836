import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { freePort } from '../../cli/parts/free-port';

export type SmtpFault =
  | 'none'
  | 'rejects_for_now'
  | 'rejects_for_good'
  | 'hangs_in_data'
  | 'drops_before_the_dot'
  | 'drops_after_the_dot'
  | 'slow'
  | 'answers_late';

/** A mail that the server has accepted, whether or not the client learned of it. */
export interface AcceptedMail {
  to: string;
  messageId: string;
  raw: string;
}

export interface FaultySmtp {
  url: string;
  accepted: AcceptedMail[];
  /** Recipients in the order of the attempts, including rejected ones. */
  attempts: string[];
  /** Sets the fault of the next attempts; `nth` counts the attempts at this recipient from 1. */
  behave(fault: (attempt: { to: string; nth: number }) => SmtpFault): void;
  /** Resolves with the recipient of the next mail once its data begins. */
  nextData(): Promise<string>;
  /** Cuts open connections, and refuses new ones until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

const SLOW_MS = 250;
const LATE_MS = 2_000;

/** A real SMTP server on a free loopback port that misbehaves on request. */
export async function startFaultySmtp(): Promise<FaultySmtp> {
  const accepted: AcceptedMail[] = [];
  const attempts: string[] = [];
  const sockets = new Map<number, Socket>();
  const listeners: ((to: string) => void)[] = [];
  let faultOf: Parameters<FaultySmtp['behave']>[0] = () => 'none';
  let server: SMTPServer;
  const port = await freePort();

  async function listen(): Promise<void> {
    server = new SMTPServer({
      ...{ disabledCommands: ['AUTH', 'STARTTLS'], logger: false, closeTimeout: 100, onRcptTo, onData },
    });
    // Connections dropped on purpose are reported as errors.
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      const { remotePort = 0 } = socket;
      sockets.set(remotePort, socket);
      socket.once('close', () => sockets.delete(remotePort));
    });
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
  }

  async function goAway(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(resolve));
    for (const socket of sockets.values()) socket.destroy();
    await closed;
  }

  const faults = new WeakMap<SMTPServerSession, SmtpFault>();

  function onRcptTo({ address: to }: { address: string }, session: SMTPServerSession, answer: Answer): void {
    attempts.push(to);
    const fault = faultOf({ to, nth: attempts.filter((each) => each === to).length });
    faults.set(session, fault);
    if (fault === 'rejects_for_now') return answer(refusal(450, `${to} is busy`));
    if (fault === 'rejects_for_good') return answer(refusal(550, `${to} is unknown`));
    answer();
  }

  function onData(stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer): void {
    const to = session.envelope.rcptTo[0]?.address ?? '';
    const fault = faults.get(session) ?? 'none';
    for (const tell of listeners.splice(0)) tell(to);
    const drop = () => sockets.get(session.remotePort)?.destroy();
    // When the client or the connection is gone in the middle, the mail is not accepted.
    stream.on('error', () => undefined);
    if (fault === 'drops_before_the_dot') return void drop();
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    if (fault === 'hangs_in_data') return;
    stream.once('end', () => void accept());

    async function accept(): Promise<void> {
      if (fault === 'slow') await pause(SLOW_MS);
      const raw = Buffer.concat(chunks).toString('utf8');
      accepted.push({ to, messageId: /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '', raw });
      if (fault === 'answers_late') await pause(LATE_MS);
      if (fault === 'drops_after_the_dot') drop();
      else answer();
    }
  }

  await listen();
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    attempts,
    behave(fault) {
      faultOf = fault;
    },
    nextData: () => new Promise((resolve) => listeners.push(resolve)),
    goAway,
    comeBack: listen,
    stop: goAway,
  };
}

type Answer = (error?: Error | null) => void;

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
