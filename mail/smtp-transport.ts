import { createTransport } from 'nodemailer';
import { MailSendError, toMailSendError } from './mail-send-error';
import type { RenderedMail } from './rendered-mail';

/** How long a server may take, in milliseconds. */
export interface SmtpTimeouts {
  /** To accept the connection and to greet. */
  greetingMs: number;
  /** To reply in the middle of a mail. */
  answerMs: number;
}

// As long as RFC 5321 (4.5.3.2) has clients wait: if the client gives up and the server accepts the mail after
// all, it is sent twice.
const SMTP_TIMEOUTS: SmtpTimeouts = { greetingMs: 5 * 60_000, answerMs: 10 * 60_000 };
const VERIFY_TIMEOUT_MS = 10_000;
/** As many mails as a courier sends at once, including slow ones. */
const MAX_CONNECTIONS = 20;

export interface SendInput {
  mail: RenderedMail;
  /** With angle brackets; the same for every attempt. */
  messageId: string;
  /** The id that the mails of a thread refer to, with angle brackets. Null for a mail that stands alone. */
  threadId: string | null;
  /** Hard abort, even while it waits for a free connection. */
  signal: AbortSignal;
}

export interface SmtpTransport {
  /**
   * Resolves once the server has accepted the mail.
   * @throws MailSendError; a mail that timed out after its last byte may have been accepted all the same
   */
  send(input: SendInput): Promise<void>;
  /** @throws MailSendError when no mail could be sent now. */
  verify(): Promise<void>;
  /** Closes every connection; mails being sent fail. */
  close(): void;
}

/**
 * @param smtpUrl `smtp://user:password@host:587` or `smtps://…`
 * @param from sender, `SiKesal <aduan@kota.example>`
 * @param publicHost the name that we give to the server
 */
export function createSmtpTransport({
  smtpUrl,
  from,
  publicHost,
  timeouts = SMTP_TIMEOUTS,
}: {
  smtpUrl: string;
  from: string;
  publicHost: string;
  timeouts?: SmtpTimeouts;
}): SmtpTransport {
  const shared = { url: smtpUrl, name: publicHost, disableFileAccess: true, disableUrlAccess: true };
  const transporter = createTransport({
    ...shared,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    // The library would retry by itself when a server hangs up before its greeting. The courier retries, and
    // counts its attempts.
    maxRequeues: 0,
    // The library counts connecting and the greeting together.
    connectionTimeout: timeouts.greetingMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.answerMs,
  });
  const verifier = createTransport({
    ...shared,
    connectionTimeout: VERIFY_TIMEOUT_MS,
    greetingTimeout: VERIFY_TIMEOUT_MS,
    socketTimeout: VERIFY_TIMEOUT_MS,
  });
  return {
    async send({ mail, messageId, threadId, signal }) {
      refuseOddAddress(mail.to);
      try {
        await transporter.sendMail({
          from,
          // As an object it is always taken as a single address.
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          textEncoding: 'quoted-printable',
          messageId,
          ...(threadId === null ? {} : { inReplyTo: threadId, references: threadId }),
          headers: { ...mail.headers, ...AUTOMATIC_HEADERS, 'Content-Language': mail.language },
          signal,
        });
      } catch (error) {
        throw toMailSendError(error);
      }
    },
    async verify() {
      try {
        await verifier.verify();
      } catch (error) {
        throw toMailSendError(error);
      }
    },
    close() {
      transporter.close({ force: true });
      verifier.close();
    },
  };
}

/** Keeps autoresponders such as holiday notices from replying (RFC 3834, and the header that Exchange knows). */
const AUTOMATIC_HEADERS = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/**
 * Accepts one plain address of at most 254 characters (RFC 5321), and nothing that mail clients would read as
 * several.
 */
function refuseOddAddress(address: string): void {
  const plain =
    address.length <= 254 &&
    /^[^\s@,;:<>()[\]"\\\p{Cc}\p{Cf}]+@[^\s@,;:<>()[\]"\\\p{Cc}\p{Cf}]+$/u.test(address);
  if (!plain) throw new MailSendError({ code: 'BAD_ADDRESS', permanent: true, unreachable: false });
}
