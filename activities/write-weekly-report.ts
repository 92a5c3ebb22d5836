import type { CityPack } from '../city/city-pack';
import type { OccasionalMails } from '../database/stores/occasional-mails';
import type { Instant } from '../domain/instant';
import { localMonday } from '../domain/local-day';

export interface WeeklyReportDeps {
  city: Pick<CityPack, 'timeZone' | 'leadership'>;
  mails: OccasionalMails;
}

/**
 * One mail to each of the city's leadership about the week before this one. Running twice in one week adds
 * nothing.
 * @returns to how many
 */
export function createWriteWeeklyReport({ city, mails }: WeeklyReportDeps) {
  return async ({ at }: { at: Instant }): Promise<number> => {
    const occasion = localMonday(at, city.timeZone);
    await mails.addOccasional(
      city.leadership.map(({ code }) => ({
        kind: 'weekly_report',
        recipient: `leadership:${code}`,
        occasion,
      })),
    );
    return city.leadership.length;
  };
}
