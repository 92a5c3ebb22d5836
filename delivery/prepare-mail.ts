import type { MailReader } from '../database/readers/mail-reader';
import type { OccasionalMailReader } from '../database/readers/occasional-mail-reader';
import type { NotificationBudget } from '../database/stores/notification-budget';
import type { ClaimedNotification, OfComplaint, OfOccasion } from '../database/stores/notification-queue';
import type { MailBudget } from '../domain/mail-budget';
import type { RenderedMail } from '../mail/rendered-mail';
import type { MailRenderer } from '../mail/render-mail';
import type { Outcome } from './channel';
import type { CourierLogger } from './courier-deps';
import { describeFailure } from './failure';

export interface PrepareDeps {
  mailReader: MailReader;
  occasionalMailReader: OccasionalMailReader;
  renderer: MailRenderer;
  notifications: NotificationBudget;
  logger: CourierLogger;
  settings: { unconfirmed: MailBudget };
}

type Prepared = { mail: RenderedMail } | Outcome;

/** The mail for a notification, or why there is none. */
export function prepareMail(deps: PrepareDeps, notification: ClaimedNotification): Promise<Prepared> {
  return notification.complaintId === null
    ? prepareOccasional(deps, notification)
    : prepareOfComplaint(deps, notification);
}

async function prepareOfComplaint(deps: PrepareDeps, notification: OfComplaint): Promise<Prepared> {
  const { mailReader, renderer } = deps;
  const material = await mailReader.materialFor(notification);
  if (!material) return { outcome: 'suppressed', reason: 'gone' };
  const { kind, recipient, claimedAt: now } = notification;
  const written = write(deps, notification, () => renderer.render({ kind, recipient, material, now }));
  if (!('mail' in written)) return written;
  const isUnconfirmed = material.person !== null && material.person.emailConfirmedAt === null;
  if (isUnconfirmed && !(await isWithinBudget(deps, notification.id, written.mail.to)))
    return { outcome: 'suppressed', reason: 'unconfirmed_budget' };
  return written;
}

async function prepareOccasional(deps: PrepareDeps, notification: OfOccasion): Promise<Prepared> {
  const { occasionalMailReader, renderer } = deps;
  const { recipient, claimedAt: now } = notification;
  const material = await occasionalMailReader.materialFor({ ...notification, now });
  if (!material) return { outcome: 'suppressed', reason: 'gone' };
  return write(deps, notification, () => renderer.renderOccasional({ recipient, material, now }));
}

function write(
  { logger }: PrepareDeps,
  { id }: ClaimedNotification,
  render: () => RenderedMail | { suppress: string },
): Prepared {
  try {
    const mail = render();
    return 'suppress' in mail ? { outcome: 'suppressed', reason: mail.suppress } : { mail };
  } catch (error) {
    // An error of ours or of the city pack: the mail goes out once it is fixed, and counts as unsent until then.
    logger.error({ notification: id, ...describeFailure(error) }, 'mail: could not be written');
    return { outcome: 'retry', error: 'NOT_RENDERED', unreachable: false };
  }
}

function isWithinBudget({ notifications, settings }: PrepareDeps, id: string, email: string) {
  return notifications.reserve({ id, email, budget: settings.unconfirmed });
}
