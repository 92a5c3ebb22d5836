import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { WatchReader } from '../database/readers/watch-reader';
import type { NotificationStore } from '../database/stores/notification-store';
import type { Watchdog } from './watchdog';

interface MetricsDeps {
  watch: Pick<WatchReader, 'businessCounts'>;
  notifications: Pick<NotificationStore, 'counts'>;
  watchdog: Pick<Watchdog, 'cases' | 'health'>;
}

/**
 * Series for Prometheus, read from Postgres at each scrape: they are the city's, not this process's, so any API
 * process answers the same.
 */
export function createBusinessMetrics({ watch, notifications, watchdog }: MetricsDeps): {
  text(): Promise<string>;
} {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `sikesal_${name}`, help, labelNames, registers: [registry] });

  const unfinished = gauge('complaints', 'Complaints that are not over', ['status', 'agency', 'level']);
  const overdue = gauge('complaints_overdue', 'Open complaints whose promise is over');
  const unstarted = gauge('complaints_unstarted', 'Stored complaints that the engine does not have yet');
  const pending = gauge('notifications', 'Notifications that have not left', ['state']);
  const oldest = gauge('notification_oldest_pending_seconds', 'How long the oldest due notification waits');
  const watched = gauge('watchdog_cases', 'What the last look at the cases found', ['finding']);
  const health = gauge('part_up', 'Whether a part answered the watchdog', ['part']);

  async function collect(): Promise<void> {
    const [business, mails] = await Promise.all([watch.businessCounts(), notifications.counts()]);
    unfinished.reset();
    for (const { status, agency, level, count } of business.unfinished)
      unfinished.set({ status, agency, level }, count);
    overdue.set(business.overdue);
    unstarted.set(business.unstarted);
    pending.set({ state: 'pending' }, mails.pending);
    pending.set({ state: 'overdue' }, mails.overdue);
    pending.set({ state: 'failed' }, mails.failed);
    oldest.set(mails.oldestPendingAgeMs / 1000);
    const cases = watchdog.cases();
    for (const finding of ['watched', 'orphans', 'latecomers'] as const)
      watched.set({ finding }, cases?.[finding] ?? 0);
    health.set({ part: 'engine' }, watchdog.health().engine ? 1 : 0);
    health.set({ part: 'mail' }, watchdog.health().mail ? 1 : 0);
  }

  return {
    async text() {
      await collect();
      return registry.metrics();
    },
  };
}
