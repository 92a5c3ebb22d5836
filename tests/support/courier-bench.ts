import type { Channel, Outcome } from '../../delivery/channel';
import { createCourier, type Courier } from '../../delivery/courier';
import type { CourierDeps, CourierMetrics } from '../../delivery/courier-deps';
import { describeNotification } from '../../delivery/describe-notification';
import { COURIER_SETTINGS, type CourierSettings } from '../../delivery/courier-settings';
import type { ClaimedNotification } from '../../database/stores/notification-queue';
import { createNotificationStore } from '../../database/stores/notification-store';
import type { Database } from '../../database/connection';

/** Settings in which hours are milliseconds, in the proportions of the defaults. */
export const QUICK: CourierSettings = {
  ...COURIER_SETTINGS,
  leaseMs: 20_000,
  leaseReserveMs: 1_000,
  pollMs: 15,
  backoff: { firstMs: 5, mostMs: 40, jitter: 0.2 },
  outage: { afterFailures: 3, probeMs: 20 },
  recordRetryMs: 20,
};

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  text: string;
}

export interface Bench {
  courier: Courier;
  log: LogLine[];
  attempted: Parameters<CourierMetrics['attempted']>[0][];
}

export interface BenchInput extends Partial<Omit<CourierDeps<ClaimedNotification>, 'settings'>> {
  channel: Channel<ClaimedNotification>;
  settings?: Partial<CourierSettings>;
}

/** A courier on a real database with quick settings; collects its log and attempts. */
export function setUpCourier(db: Database, input: BenchInput): Bench {
  const log: LogLine[] = [];
  const attempted: Bench['attempted'] = [];
  const listen = (level: LogLine['level']) => (fields: object, message: string) =>
    void log.push({ level, text: `${message} ${JSON.stringify(fields)}` });
  const courier = createCourier({
    queue: createNotificationStore({ db }),
    describe: describeNotification,
    chance: Math.random,
    logger: { info: listen('info'), warn: listen('warn'), error: listen('error') },
    metrics: { attempted: (attempt) => void attempted.push(attempt) },
    ...input,
    settings: { ...QUICK, ...input.settings },
  });
  return { courier, log, attempted };
}

/** A channel that gives the scripted outcomes and records what it was given. */
export function scriptedChannel(answer: (id: string, nth: number) => Outcome | Promise<Outcome>) {
  const given: string[] = [];
  const channel: Channel<ClaimedNotification> = {
    async deliver({ item: { id } }) {
      given.push(id);
      return answer(id, given.filter((each) => each === id).length);
    },
  };
  return { channel, given };
}

/** Polls until `isSo`; for what other processes and sockets do in their own time. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  { withinMs = 60_000, what = 'it' } = {},
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
