import type { ClaimedNotification } from '../database/stores/notification-queue';
import { UNCONFIRMED_BUDGET, type MailBudget } from '../domain/mail-budget';
import { MailSendError } from '../mail/mail-send-error';
import { messageIdOf, threadRootOf } from '../mail/message-id';
import type { RenderedMail } from '../mail/rendered-mail';
import type { SmtpTransport } from '../mail/smtp-transport';
import type { Channel, Outcome } from './channel';
import { createHostLanes, type HostLanesSettings } from './host-lanes';
import { prepareMail, type PrepareDeps } from './prepare-mail';

export interface MailChannelSettings {
  /** Right side of every Message-ID. It must not change while mails are pending. */
  messageIdHost: string;
  /** After this, a send is aborted. */
  sendDeadlineMs: number;
  lanes: HostLanesSettings;
  /** How long a mail waits if its host has no room. */
  hostBusyMs: number;
  /** Budget for an unconfirmed address: anybody may have entered it. */
  unconfirmed: MailBudget;
}

export const MAIL_CHANNEL_SETTINGS: Omit<MailChannelSettings, 'messageIdHost'> = {
  // The sum of the timeouts of all steps (RFC 5321, 4.5.3.2), for a message of a few blocks.
  sendDeadlineMs: 30 * 60_000,
  // A quarter of the slow sends that a courier allows, and well before it counts them as slow itself.
  lanes: { slowAfterMs: 5_000, slowAtMost: 4 },
  hostBusyMs: 30_000,
  unconfirmed: UNCONFIRMED_BUDGET,
};

export interface MailChannelDeps extends PrepareDeps {
  transport: Pick<SmtpTransport, 'send'>;
  settings: MailChannelSettings;
}

/** Renders each mail at the moment of sending, from what is true and permitted then. */
export function createMailChannel(deps: MailChannelDeps): Channel<ClaimedNotification> {
  const lanes = createHostLanes(deps.settings.lanes);
  return {
    async deliver({ item: notification, signal }) {
      const prepared = await prepareMail(deps, notification);
      if (!('mail' in prepared)) return prepared;
      const leave = lanes.enter(hostOf(prepared.mail.to));
      if (!leave) return { outcome: 'postponed', reason: 'HOST_BUSY', waitMs: deps.settings.hostBusyMs };
      return send(deps, { notification, signal, mail: prepared.mail }).finally(leave);
    },
  };
}

function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

interface SendInput {
  notification: ClaimedNotification;
  mail: RenderedMail;
  signal: AbortSignal;
}

async function send(
  { transport, settings }: MailChannelDeps,
  { notification, mail, signal }: SendInput,
): Promise<Outcome> {
  const host = settings.messageIdHost;
  try {
    await transport.send({
      mail,
      messageId: messageIdOf(notification, host),
      threadId: threadRootOf(notification, host),
      signal: AbortSignal.any([signal, AbortSignal.timeout(settings.sendDeadlineMs)]),
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
