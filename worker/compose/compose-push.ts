import path from 'node:path';
import { pushSettings } from '../../config/push-settings';
import { createPushTargetReader } from '../../database/readers/push-target-reader';
import { CHANNELS } from '../../database/stores/notify';
import { createPushQueue } from '../../database/stores/push-queue';
import { PUSH_COURIER_SETTINGS } from '../../delivery/courier-settings';
import { describePush } from '../../delivery/describe-push';
import { createPushChannel, PUSH_CHANNEL_SETTINGS } from '../../delivery/push-channel';
import { createGuardedRequest } from '../../network/guarded-request';
import { createTranslator } from '../../locale/translator';
import { createPushTexts } from '../push-texts';
import { runCourier } from './run-courier';
import type { WorkerParts } from './worker-parts';

/** Gives a request on its way its full timeout before the process ends. */
const GRACE_MS = 12_000;

/** Starts sending pushes; does nothing where the city has no keys for them. */
export function startPushCourier({ settings, logger, city, db }: WorkerParts): { stop(): Promise<void> } {
  const sender = pushSettings(settings);
  if (!sender) return { stop: async () => undefined };
  const channel = createPushChannel({
    targets: createPushTargetReader({ db }),
    request: createGuardedRequest({ allowedNetworks: settings.OUTGOING_ALLOWED_NETWORKS }),
    sender,
    textFor: createPushTexts({
      city,
      translator: createTranslator(path.resolve(__dirname, '../../templates/locales')),
    }),
    settings: PUSH_CHANNEL_SETTINGS,
  });
  return runCourier({
    of: 'pushes',
    queue: createPushQueue({ db }),
    channel,
    describe: describePush,
    logger,
    settings: PUSH_COURIER_SETTINGS,
    databaseUrl: settings.DATABASE_URL,
    wakeOn: CHANNELS.pushes,
    graceMs: GRACE_MS,
  });
}
