/** Why a mail was not accepted, without any address: what servers and libraries say of a mail often holds one. */
export class MailSendError extends Error {
  override readonly name = 'MailSendError';
  /** `SMTP_550`, `ETIMEDOUT`, `DEADLINE`, `BAD_ADDRESS`. */
  readonly code: string;
  /** Trying this mail again would get the same answer. */
  readonly permanent: boolean;
  /** The server was not reached or would not talk to us at all: no mail goes out at present. */
  readonly unreachable: boolean;

  constructor({ code, permanent, unreachable }: { code: string; permanent: boolean; unreachable: boolean }) {
    super(`the mail was not accepted: ${code}`);
    this.code = code;
    this.permanent = permanent;
    this.unreachable = unreachable;
  }
}

/** Whatever the SMTP client threw, as a MailSendError. */
export function toMailSendError(error: unknown): MailSendError {
  if (error instanceof MailSendError) return error;
  const { code, command, responseCode, permanent, timeoutType } = detailsOf(error);
  const answered = typeof responseCode === 'number';
  // Only the recipient or the message itself can be refused for good. A refused login or sender is our setting, and
  // the mails wait until it is put right.
  const aboutThisMail = answered && (command === 'RCPT TO' || command === 'DATA');
  return new MailSendError({
    code: answered ? `SMTP_${responseCode}` : nameOf(code),
    permanent: aboutThisMail && permanent === true,
    // Silent in the middle of a mail, it may be silent about that mail alone.
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
