import { resolve } from 'node:path';
import { loadCityPack } from '../../city/load-city-pack';
import type { Database } from '../../database/connection';
import { createPushTargetReader } from '../../database/readers/push-target-reader';
import { selectRows } from '../../database/select-rows';
import { createPushQueue } from '../../database/stores/push-queue';
import { createCourier } from '../../delivery/courier';
import { PUSH_COURIER_SETTINGS, type CourierSettings } from '../../delivery/courier-settings';
import { describePush } from '../../delivery/describe-push';
import { createPushChannel, PUSH_CHANNEL_SETTINGS, type PushSender } from '../../delivery/push-channel';
import { createTranslator } from '../../locale/translator';
import { createGuardedRequest } from '../../network/guarded-request';
import { createPushTexts } from '../../worker/push-texts';
import { kotaJambi } from '../city/pack-folders';
import type { LogLine } from './courier-bench';

/** Settings in which hours are milliseconds, as in `QUICK`. */
const QUICK_PUSHES: CourierSettings = {
  ...PUSH_COURIER_SETTINGS,
  leaseMs: 20_000,
  leaseReserveMs: 1_000,
  pollMs: 15,
  backoff: { firstMs: 5, mostMs: 40, jitter: 0.2 },
  recordRetryMs: 20,
};

export interface PushCourierInput {
  db: Database;
  sender: PushSender;
  settings?: Partial<CourierSettings>;
  timeoutMs?: number;
  allowedNetworks?: string[];
}

/** The courier of pushes as the worker has it, with quick settings. */
export async function setUpPushCourier(input: PushCourierInput) {
  const { db, sender, settings, timeoutMs = 5_000, allowedNetworks = ['127.0.0.0/8'] } = input;
  const log: LogLine[] = [];
  const listen = (level: LogLine['level']) => (fields: object, message: string) =>
    void log.push({ level, text: `${message} ${JSON.stringify(fields)}` });
  const courier = createCourier({
    queue: createPushQueue({ db }),
    channel: createPushChannel({
      targets: createPushTargetReader({ db }),
      request: createGuardedRequest({ allowedNetworks }),
      sender,
      textFor: createPushTexts({
        city: await loadCityPack(kotaJambi),
        translator: createTranslator(resolve(__dirname, '../../templates/locales')),
      }),
      settings: { ...PUSH_CHANNEL_SETTINGS, timeoutMs, hostBusyMs: 50 },
    }),
    describe: describePush,
    chance: Math.random,
    logger: { info: listen('info'), warn: listen('warn'), error: listen('error') },
    metrics: { attempted: () => undefined },
    settings: { ...QUICK_PUSHES, ...settings },
  });
  return { courier, log };
}

export interface PushRow {
  state: string;
  attempts: number;
  error: string | null;
  sequence: number;
  reporterOf: string;
  waitsMs: number;
  isSentAt: boolean;
}

export function pushRows(db: Database): Promise<PushRow[]> {
  return selectRows<PushRow>(db, {
    sql: `SELECT state, attempts, last_error AS error, sequence, reporter_of AS "reporterOf",
        (extract(epoch FROM next_attempt_at - now()) * 1000)::float8 AS "waitsMs", sent_at IS NOT NULL AS "isSentAt"
      FROM push_deliveries ORDER BY created_at, sequence`,
  });
}
