import { createTransport } from 'nodemailer';
import { MailSendError, toMailSendError } from './mail-send-error';
import type { RenderedMail } from './render-mail';

// Each well below the hard abort of a send: a server that is silent is given up while the mail's lease still runs.
const CONNECTION_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;
const MAX_CONNECTIONS = 2;

export interface SendInput {
  mail: RenderedMail;
  /** With angle brackets; the same for every attempt. */
  messageId: string;
  /** What the mails of one thread refer to; with angle brackets. Null for a mail that stands alone. */
  threadId: string | null;
  /** Hard abort, in milliseconds from now; waiting for a free connection counts. */
  sendDeadlineMs: number;
}

export interface SmtpTransport {
  /**
   * Resolves once the server has accepted the mail.
   * @throws MailSendError; a mail that timed out after its last byte may have been accepted all the same
   */
  send(input: SendInput): Promise<void>;
  /** @throws MailSendError when no mail could be sent now. */
  verify(): Promise<void>;
  /** Ends every connection; what is being sent fails. */
  close(): void;
}

/**
 * @param smtpUrl `smtp://user:password@host:587` or `smtps://…`
 * @param from sender, `SiKesal <aduan@kota.example>`
 * @param publicHost what we call ourselves to the server
 */
export function createSmtpTransport({
  smtpUrl,
  from,
  publicHost,
}: {
  smtpUrl: string;
  from: string;
  publicHost: string;
}): SmtpTransport {
  const transporter = createTransport({
    url: smtpUrl,
    pool: true,
    name: publicHost,
    maxConnections: MAX_CONNECTIONS,
    // The library would wait and try again by itself when a server hangs up before its greeting. Trying again is the
    // courier's, who counts.
    maxRequeues: 0,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ mail, messageId, threadId, sendDeadlineMs }) {
      refuseOddAddress(mail.to);
      try {
        await transporter.sendMail({
          from,
          // As an object it is one address, whatever it looks like.
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          textEncoding: 'quoted-printable',
          messageId,
          ...(threadId === null ? {} : { inReplyTo: threadId, references: threadId }),
          headers: { ...mail.headers, ...AUTOMATIC_HEADERS, 'Content-Language': mail.language },
          signal: AbortSignal.timeout(sendDeadlineMs),
        });
      } catch (error) {
        throw toMailSendError(error);
      }
    },
    async verify() {
      try {
        await transporter.verify();
      } catch (error) {
        throw toMailSendError(error);
      }
    },
    close: () => transporter.close({ force: true }),
  };
}

/** Keeps holiday notices and the like from answering (RFC 3834, and the header that Exchange knows). */
const AUTOMATIC_HEADERS = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** One plain address of at most 254 characters (RFC 5321); what mail programs would read as several is none. */
function refuseOddAddress(address: string): void {
  const plain =
    address.length <= 254 &&
    /^[^\s@,;:<>()[\]"\\\p{Cc}\p{Cf}]+@[^\s@,;:<>()[\]"\\\p{Cc}\p{Cf}]+$/u.test(address);
  if (!plain) throw new MailSendError({ code: 'BAD_ADDRESS', permanent: true, unreachable: false });
}
