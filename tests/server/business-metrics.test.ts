import type { Health } from '../../api/service/health';
import { createWatchReader } from '../../database/readers/watch-reader';
import { createNotificationStore } from '../../database/stores/notification-store';
import { createBusinessMetrics } from '../../server/business-metrics';
import { openDesk, type Desk } from '../database/open-desk';

describe('the series for Prometheus', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.drop());

  const nothing: Health = {
    ...{ engine: false, mail: false, couriersBehind: 0, untold: 0, unheard: [], cases: null },
    pressure: { networks: 0, requests: 0 },
    since: { engine: null, mail: null },
  };
  let health = nothing;
  let metrics: ReturnType<typeof createBusinessMetrics>;
  beforeAll(() => {
    metrics = createBusinessMetrics({
      watch: createWatchReader({ db: desk.db }),
      notifications: createNotificationStore({ db: desk.db }),
      health: () => health,
    });
  });
  const lines = async (name: string) =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith(`sikesal_${name}`));

  it('leave out what nobody has looked at yet', async () => {
    expect(await lines('watchdog')).toEqual([]);
    expect(await lines('part_up')).toEqual([]);
    expect(await lines('complaints_unstarted')).toEqual(['sikesal_complaints_unstarted 0']);
  });

  it('show what the watchdog found, and when', async () => {
    health = {
      ...nothing,
      ...{ engine: true, since: { engine: 1, mail: 1 } },
      cases: {
        ...{ checkedAt: 1_000_000, unfinished: 9, watched: 5, unstarted: 1, orphans: 2 },
        ...{ wedged: 3, givenUp: 1, latecomers: 4 },
      },
    };
    expect(await lines('watchdog_cases')).toEqual([
      'sikesal_watchdog_cases{finding="unfinished"} 9',
      'sikesal_watchdog_cases{finding="watched"} 5',
      'sikesal_watchdog_cases{finding="unstarted"} 1',
      'sikesal_watchdog_cases{finding="orphans"} 2',
      'sikesal_watchdog_cases{finding="wedged"} 3',
      'sikesal_watchdog_cases{finding="givenUp"} 1',
      'sikesal_watchdog_cases{finding="latecomers"} 4',
    ]);
    expect(await lines('watchdog_last_look')).toEqual([
      'sikesal_watchdog_last_look_timestamp_seconds{of="cases"} 1000',
    ]);
    expect(await lines('part_up')).toEqual([
      'sikesal_part_up{part="engine"} 1',
      'sikesal_part_up{part="mail"} 0',
    ]);
  });

  it('count networks that file more than their share', async () => {
    health = { ...nothing, pressure: { networks: 3, requests: 120 } };
    expect(await lines('intake_')).toEqual([
      'sikesal_intake_networks_over_limit 3',
      'sikesal_intake_steps_asked 120',
    ]);
  });

  it('list offices without an address, until they have one', async () => {
    health = { ...nothing, unheard: [{ agency: 'pupr', office: 'supervisor' }] };
    expect(await lines('offices_without_address')).toEqual([
      'sikesal_offices_without_address{agency="pupr",office="supervisor"} 1',
    ]);
    health = nothing;
    expect(await lines('offices_without_address')).toEqual([]);
  });
});
