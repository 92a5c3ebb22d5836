import { MailSendError } from '../../../mail/mail-send-error';
import { createSmtpTransport } from '../../../mail/smtp-transport';
import { CliError } from '../cli-error';
import type { Settings } from '../settings';
import type { Check } from './check';

/** Greets the server and logs in; no mail is sent. */
export function checkMail(settings: Settings): Check {
  return {
    part: 'Mail',
    look: async () => {
      const { SMTP_URL, MAIL_FROM, PUBLIC_URL } = settings.need('SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL');
      const publicHost = new URL(PUBLIC_URL).hostname;
      const transport = createSmtpTransport({ smtpUrl: SMTP_URL, from: MAIL_FROM, publicHost });
      try {
        await transport.verify();
      } catch (error) {
        throw error instanceof MailSendError ? new CliError(adviceFor(error), { cause: error }) : error;
      } finally {
        transport.close();
      }
      return `the server at ${new URL(SMTP_URL).host} takes mail`;
    },
  };
}

function adviceFor({ code }: MailSendError): string {
  return code === 'SMTP_535'
    ? 'The mail server refuses the login: correct user and password in SMTP_URL.'
    : `The mail server can't be used now (${code}): start it, or correct SMTP_URL. Mails wait meanwhile.`;
}
