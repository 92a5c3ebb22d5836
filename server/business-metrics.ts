import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { WatchReader } from '../database/readers/watch-reader';
import type { NotificationStore } from '../database/stores/notification-store';
import type { Health } from '../api/service/health';

interface MetricsDeps {
  watch: Pick<WatchReader, 'businessCounts'>;
  notifications: Pick<NotificationStore, 'counts'>;
  health: () => Health;
}

const FINDINGS = [
  ...(['unfinished', 'watched', 'unstarted', 'orphans'] as const),
  ...(['wedged', 'givenUp', 'latecomers'] as const),
];
const PARTS = ['engine', 'mail'] as const;

/**
 * Metrics for Prometheus, read from PostgreSQL at each scrape: they describe the city, not this process, so every
 * API process reports the same.
 */
export function createBusinessMetrics({ watch, notifications, health }: MetricsDeps): {
  text(): Promise<string>;
} {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `sikesal_${name}`, help, labelNames, registers: [registry] });

  const unfinished = gauge('complaints', 'Complaints that are not over', ['status', 'agency', 'level']);
  const overdue = gauge('complaints_overdue', 'Open complaints whose promise is over');
  const unstarted = gauge('complaints_unstarted', 'Stored complaints that the engine does not have yet');
  const untold = gauge(
    'cases_untold',
    'Answered for a day, and it is not known whether the reporter can be told',
  );
  const pending = gauge('notifications', 'Notifications that have not left', ['state']);
  const oldest = gauge('notification_oldest_pending_seconds', 'How long the oldest due notification waits');
  const watched = gauge('watchdog_cases', 'What the last look at the cases found', ['finding']);
  const lookedAt = gauge('watchdog_last_look_timestamp_seconds', 'When the cases were last looked at', [
    'of',
  ]);
  const unheardOffices = gauge(
    'offices_without_address',
    'Offices whose mails nobody gets: they go one office up',
    ['agency', 'office'],
  );
  const overLimit = gauge(
    'intake_networks_over_limit',
    'Networks that filed more than their share within ten minutes',
  );
  const stepsAsked = gauge(
    'intake_steps_asked',
    'Filings that were asked for a step, or refused, within ten minutes',
  );
  const partUp = gauge('part_up', 'Whether a part answered the watchdog', ['part']);

  async function collect(): Promise<void> {
    const [business, mails] = await Promise.all([watch.businessCounts(), notifications.counts()]);
    unfinished.reset();
    for (const { status, agency, level, count } of business.unfinished)
      unfinished.set({ status, agency, level }, count);
    overdue.set(business.overdue);
    unstarted.set(business.unstarted);
    untold.set(business.untold);
    pending.set({ state: 'pending' }, mails.pending);
    pending.set({ state: 'overdue' }, mails.overdue);
    pending.set({ state: 'failed' }, mails.failed);
    oldest.set(mails.oldestPendingAgeMs / 1000);
    collectHealth(health());
  }

  /**
   * A metric that nobody has measured yet is left out: a zero would claim that all is well, or that nothing is.
   */
  function collectHealth({ since, cases, unheard, pressure, ...parts }: Health): void {
    for (const part of PARTS) if (since[part] !== null) partUp.set({ part }, parts[part] ? 1 : 0);
    overLimit.set(pressure.networks);
    stepsAsked.set(pressure.requests);
    unheardOffices.reset();
    for (const office of unheard) unheardOffices.set({ ...office }, 1);
    if (!cases) return;
    for (const finding of FINDINGS) watched.set({ finding }, cases[finding]);
    lookedAt.set({ of: 'cases' }, cases.checkedAt / 1000);
  }

  return {
    async text() {
      await collect();
      return registry.metrics();
    },
  };
}
