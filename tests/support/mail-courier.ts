import { resolve } from 'node:path';
import { loadCityPack } from '../../city/load-city-pack';
import type { Database } from '../../database/connection';
import { createDigestReader } from '../../database/readers/digest-reader';
import { createStatisticsReader } from '../../database/readers/statistics-reader';
import { createWeeklyReader } from '../../database/readers/weekly-reader';
import { createMailReader } from '../../database/readers/mail-reader';
import { createOccasionalMailReader } from '../../database/readers/occasional-mail-reader';
import { createOutageReader } from '../../database/readers/outage-reader';
import { createOwnLinksReader } from '../../database/readers/own-links-reader';
import { createNotificationStore } from '../../database/stores/notification-store';
import { createSignInStore } from '../../database/stores/sign-in-store';
import { createStaffStore } from '../../database/stores/staff-store';
import { COURIER_SETTINGS, type CourierSettings } from '../../delivery/courier-settings';
import { createMailChannel, MAIL_CHANNEL_SETTINGS } from '../../delivery/mail-channel';
import { createLinkSigner } from '../../links/link-signer';
import { createMailRenderer } from '../../mail/render-mail';
import { createSmtpTransport } from '../../mail/smtp-transport';
import { setUpCourier, type Bench } from './courier-bench';

export interface MailCourierInput {
  db: Database;
  smtpUrl: string;
  settings?: Partial<CourierSettings>;
  sendDeadlineMs?: number;
  slowAfterMs?: number;
}

export interface MailBench extends Bench {
  /** Shuts down cleanly, as the worker does. */
  stop(): Promise<void>;
}

const PUBLIC_HOST = 'aduan.example';
/** Of the links in its mails. */
export const COURIER_LINKS = createLinkSigner({
  secrets: [{ kid: 'a', secret: 'a secret of the tests, and of them only' }],
});

/** Sets up a courier as the worker does: with real templates, pack, signer, SMTP client and database. */
export async function setUpMailCourier(input: MailCourierInput): Promise<MailBench> {
  const { db, smtpUrl, settings, sendDeadlineMs = 5_000, slowAfterMs = 1_000 } = input;
  const transport = createSmtpTransport({
    smtpUrl,
    from: 'SiKesal <aduan@aduan.example>',
    publicHost: PUBLIC_HOST,
  });
  const city = await loadCityPack(resolve(__dirname, '../../city/kota-jambi'));
  const staff = createStaffStore({ db });
  const renderer = createMailRenderer({
    city,
    links: COURIER_LINKS,
    publicUrl: `https://${PUBLIC_HOST}`,
    templatesFolder: resolve(__dirname, '../../templates'),
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
    notifications: createNotificationStore({ db }),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    settings: {
      ...{ ...MAIL_CHANNEL_SETTINGS, messageIdHost: PUBLIC_HOST, sendDeadlineMs, hostBusyMs: 100 },
      lanes: { ...MAIL_CHANNEL_SETTINGS.lanes, slowAfterMs: slowAfterMs / 2 },
    },
  });
  const slow = { ...COURIER_SETTINGS.slow, afterMs: slowAfterMs };
  const bench = setUpCourier(db, { channel, settings: { slow, ...settings } });
  return {
    ...bench,
    async stop() {
      await bench.courier.stop(sendDeadlineMs + 1_000);
      transport.close();
    },
  };
}
