/** Why a mail was not accepted, without any address: errors of servers and libraries often contain one. */
export class MailSendError extends Error {
  override readonly name = 'MailSendError';
  /** `SMTP_550`, `ETIMEDOUT`, `DEADLINE`, `BAD_ADDRESS`. */
  readonly code: string;
  /** Another attempt with this mail would fail in the same way. */
  readonly permanent: boolean;
  /** The server was not reached or refused to talk to us: no mail can go out now. */
  readonly unreachable: boolean;

  constructor({ code, permanent, unreachable }: { code: string; permanent: boolean; unreachable: boolean }) {
    super(`the mail was not accepted: ${code}`);
    this.code = code;
    this.permanent = permanent;
    this.unreachable = unreachable;
  }
}

/** Turns whatever the SMTP client threw into a MailSendError. */
export function toMailSendError(error: unknown): MailSendError {
  if (error instanceof MailSendError) return error;
  const { code, command, responseCode, permanent, timeoutType } = detailsOf(error);
  const answered = typeof responseCode === 'number';
  // Only the recipient or the message itself can be refused for good. A refused login or sender is a mistake in
  // our settings, and the mails wait until it is fixed.
  const aboutThisMail = answered && (command === 'RCPT TO' || command === 'DATA');
  return new MailSendError({
    code: answered ? `SMTP_${responseCode}` : nameOf(code),
    permanent: aboutThisMail && permanent === true,
    // A server that goes silent in the middle of a mail may do so because of that mail alone.
    unreachable: !aboutThisMail && code !== 'EABORT' && timeoutType !== 'SOCKET_TIMEOUT',
  });
}

function nameOf(code: unknown): string {
  if (code === 'EABORT') return 'DEADLINE';
  return typeof code === 'string' && /^[A-Z_0-9]{2,40}$/.test(code) ? code : 'UNKNOWN';
}

type Detail = 'code' | 'command' | 'responseCode' | 'permanent' | 'timeoutType';

function detailsOf(error: unknown): Record<Detail, unknown> {
  const read = (key: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  return {
    code: read('code'),
    command: read('command'),
    responseCode: read('responseCode'),
    permanent: read('permanent'),
    timeoutType: read('timeoutType'),
  };
}
