import path from 'node:path';
import { createDigestReader } from '../../database/readers/digest-reader';
import { createStatisticsReader } from '../../database/readers/statistics-reader';
import { createWeeklyReader } from '../../database/readers/weekly-reader';
import { createMailReader } from '../../database/readers/mail-reader';
import { createOccasionalMailReader } from '../../database/readers/occasional-mail-reader';
import { createOutageReader } from '../../database/readers/outage-reader';
import { createOwnLinksReader } from '../../database/readers/own-links-reader';
import { createNotificationStore } from '../../database/stores/notification-store';
import { CHANNELS } from '../../database/stores/notify';
import { createSignInStore } from '../../database/stores/sign-in-store';
import { createStaffStore } from '../../database/stores/staff-store';
import { COURIER_SETTINGS } from '../../delivery/courier-settings';
import { describeNotification } from '../../delivery/describe-notification';
import { createMailChannel, MAIL_CHANNEL_SETTINGS } from '../../delivery/mail-channel';
import { createLinkSigner } from '../../links/link-signer';
import { createMailRenderer } from '../../mail/render-mail';
import { createSmtpTransport } from '../../mail/smtp-transport';
import { runCourier } from './run-courier';
import type { WorkerParts } from './worker-parts';

/** Time for mails on their way; one that takes longer keeps its lease, and is sent again when that has run out. */
const GRACE_MS = 65_000;

/** Starts sending mails. */
export function startCourier({ settings, logger, city, db }: WorkerParts): { stop(): Promise<void> } {
  const publicUrl = settings.PUBLIC_URL;
  const publicHost = new URL(publicUrl).hostname;
  const notifications = createNotificationStore({ db });
  const staff = createStaffStore({ db });
  const transport = createSmtpTransport({ smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM, publicHost });
  const renderer = createMailRenderer({
    city,
    publicUrl,
    links: createLinkSigner({ secrets: settings.LINK_SECRET }),
    templatesFolder: path.resolve(__dirname, '../../templates'),
  });
  const channel = createMailChannel({
    mailReader: createMailReader({ db, staff }),
    occasionalMailReader: createOccasionalMailReader({
      staff,
      signIns: createSignInStore({ db }),
      digests: createDigestReader({ db, city }),
      weeks: createWeeklyReader({ db, city, statistics: createStatisticsReader({ db, city }) }),
      outages: createOutageReader({ db }),
      ownLinks: createOwnLinksReader({ db }),
    }),
    renderer,
    transport,
    notifications,
    logger,
    settings: { ...MAIL_CHANNEL_SETTINGS, messageIdHost: publicHost },
  });
  const courier = runCourier({
    of: 'mails',
    queue: notifications,
    channel,
    describe: describeNotification,
    logger,
    settings: COURIER_SETTINGS,
    databaseUrl: settings.DATABASE_URL,
    wakeOn: CHANNELS.notifications,
    graceMs: GRACE_MS,
  });
  return {
    async stop() {
      await courier.stop();
      transport.close();
    },
  };
}
