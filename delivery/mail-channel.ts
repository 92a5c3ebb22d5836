import type { MailReader } from '../database/readers/mail-reader';
import type { MailBudget, NotificationBudget } from '../database/stores/notification-budget';
import type { ClaimedNotification } from '../database/stores/notification-queue';
import type { Instant } from '../domain/instant';
import { MailSendError } from '../mail/mail-send-error';
import { messageIdOf, threadRootOf } from '../mail/message-id';
import type { MailRenderer, RenderedMail } from '../mail/render-mail';
import type { SmtpTransport } from '../mail/smtp-transport';
import type { Channel, Outcome } from './channel';
import type { CourierLogger } from './courier-deps';
import { describeFailure } from './failure';

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
  unconfirmed: { windowMs: 24 * 3_600_000, received: 3, all: 12 },
};

export interface MailChannelDeps {
  mailReader: MailReader;
  renderer: MailRenderer;
  transport: Pick<SmtpTransport, 'send'>;
  notifications: NotificationBudget;
  /** Real time. */
  clock: { now(): Instant };
  logger: CourierLogger;
  settings: MailChannelSettings;
}

/** Makes each mail at the moment of sending, from what is true and permitted then. */
export function createMailChannel(deps: MailChannelDeps): Channel {
  return {
    async deliver({ notification, endBy }) {
      const prepared = await prepare(deps, notification);
      return 'mail' in prepared ? send(deps, { notification, endBy, mail: prepared.mail }) : prepared;
    },
  };
}

async function prepare(
  deps: MailChannelDeps,
  notification: ClaimedNotification,
): Promise<{ mail: RenderedMail } | Outcome> {
  const material = await deps.mailReader.materialFor(notification);
  if (!material) return { outcome: 'suppressed', reason: 'gone' };
  const mail = render(deps, { ...notification, material });
  if ('outcome' in mail) return mail;
  if ('suppress' in mail) return { outcome: 'suppressed', reason: mail.suppress };
  const isUnconfirmed = material.person !== null && material.person.emailConfirmedAt === null;
  if (isUnconfirmed && !(await isWithinBudget(deps, notification.id, mail.to)))
    return { outcome: 'suppressed', reason: 'unconfirmed_budget' };
  return { mail };
}

function isWithinBudget({ notifications, settings }: MailChannelDeps, id: string, email: string) {
  return notifications.reserve({ id, email, budget: settings.unconfirmed });
}

type RenderInput = Omit<Parameters<MailRenderer['render']>[0], 'now'> & { id: string };

function render({ renderer, clock, logger }: MailChannelDeps, { id, ...input }: RenderInput) {
  try {
    return renderer.render({ ...input, now: clock.now() });
  } catch (error) {
    // A fault of ours or of the city pack: the mail goes out once that is mended, and is on the list until then.
    logger.error({ notification: id, ...describeFailure(error) }, 'mail: could not be written');
    return { outcome: 'retry', error: 'NOT_RENDERED', unreachable: false } satisfies Outcome;
  }
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
