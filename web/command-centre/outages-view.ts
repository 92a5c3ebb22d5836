import type { RunningOutage } from '../../database/readers/running-outages';
import type { Locale } from '../../locale/locale';
import type { HealthView } from './health-view';

/** Agencies that cannot work now: deadlines of what comes to them wait. The system itself works. */
export function outagesView(outages: readonly RunningOutage[], { t, names, time }: Locale): HealthView[] {
  return outages.map(({ agency, until }) => ({
    ...{ key: `out-${agency}`, mark: 'm-late-1', tone: 'is-late-1' },
    part: names.agency(agency),
    state: t('wall.outages.until', { time: time.medium(until) }),
  }));
}
