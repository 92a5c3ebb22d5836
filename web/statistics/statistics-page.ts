import { htmlPage } from '../html-page';
import { isAgencyRole } from '../../domain/actor';
import { staffRequest } from '../sign-in/staff-request';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import { hoursRanges } from '../plots/hours-ranges';
import type { PagesContext } from '../pages-context';
import { filtersView } from './filters-view';
import { leadView } from './lead-view';
import { monthsOf } from './months-of';
import { readStatistics } from './read-statistics';
import { agencySection, categorySection } from './sections';
import { filterOf, readStatisticsQuery } from './statistics-query';
import { trendView } from './trend-view';

/** Whether the city keeps its promises: charts, and the tables behind them. */
export async function statisticsPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { actor, locale } = staffRequest(context, request);
  const { city } = context;
  const query = readStatisticsQuery(request.query, city);
  const filter = filterOf(query, { actor, timeZone: city.timeZone, now: Date.now() });
  const months = monthsOf(filter, city.timeZone);
  const statistics = await readStatistics(context, { filter, months, locale });
  const title = locale.t('statistics.title');
  const input = { query, months, locale };
  return htmlPage({
    template: 'statistics/page',
    title,
    view: {
      lead: leadView(statistics, { filter, locale }),
      filters: filtersView(query, { city, locale, choosesAgency: !isAgencyRole(actor.kind) }),
      isEmpty: statistics.total.figures.received === 0,
      sections: [agencySection(statistics, input), categorySection(statistics, input)],
      hours: hoursRanges(
        statistics.categories.map(({ name, figures, targetHours }) => ({ name, ...figures, targetHours })),
        locale,
      ),
      trend: trendView(statistics, input),
      firstCheckHours: String(city.policy.checkpoints[0]?.hours ?? ''),
    },
    styles: ['statistics.css'],
    locale,
  });
}
