import type { ClaimedNotification } from '../database/stores/notification-queue';
import type { Instant } from '../domain/instant';
import { UNCONFIRMED_BUDGET, type MailBudget } from '../domain/mail-budget';
import { MailSendError } from '../mail/mail-send-error';
import { messageIdOf, threadRootOf } from '../mail/message-id';
import type { RenderedMail } from '../mail/render-mail';
import type { SmtpTransport } from '../mail/smtp-transport';
import type { Channel, Outcome } from './channel';
import { prepareMail, type PrepareDeps } from './prepare-mail';

export interface MailChannelSettings {
  /** Right side of every Message-ID. It must not change while mails are pending. */
  messageIdHost: string;
  /** Hard abort of one send. */
  sendDeadlineMs: number;
  /** For an address that is not confirmed: anybody can have typed it. */
  unconfirmed: MailBudget;
}

export const MAIL_CHANNEL_SETTINGS: Omit<MailChannelSettings, 'messageIdHost'> = {
  sendDeadlineMs: 60_000,
  unconfirmed: UNCONFIRMED_BUDGET,
};

export interface MailChannelDeps extends PrepareDeps {
  transport: Pick<SmtpTransport, 'send'>;
  settings: MailChannelSettings;
}

/** Makes each mail at the moment of sending, from what is true and permitted then. */
export function createMailChannel(deps: MailChannelDeps): Channel<ClaimedNotification> {
  return {
    async deliver({ item: notification, endBy }) {
      const prepared = await prepareMail(deps, notification);
      return 'mail' in prepared ? send(deps, { notification, endBy, mail: prepared.mail }) : prepared;
    },
  };
}

interface SendInput {
  notification: ClaimedNotification;
  mail: RenderedMail;
  endBy: Instant;
}

async function send(
  { transport, clock, settings }: MailChannelDeps,
  { notification, mail, endBy }: SendInput,
): Promise<Outcome> {
  // What came before the send has used up some of the lease.
  const sendDeadlineMs = Math.min(settings.sendDeadlineMs, endBy - clock.now());
  if (sendDeadlineMs <= 0) return { outcome: 'retry', error: 'LEASE_SPENT', unreachable: false };
  const host = settings.messageIdHost;
  try {
    await transport.send({
      mail,
      messageId: messageIdOf(notification, host),
      threadId: threadRootOf(notification, host),
      sendDeadlineMs,
    });
    return { outcome: 'sent' };
  } catch (error) {
    if (!(error instanceof MailSendError)) throw error;
    const { code, permanent, unreachable } = error;
    return permanent
      ? { outcome: 'failed', error: code }
      : { outcome: 'retry', error: code, unreachable: unreachable };
  }
}
