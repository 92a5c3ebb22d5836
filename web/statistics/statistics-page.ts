import { isAgencyRole } from '../../domain/actor';
import { staffVisit } from '../desk/staff-visit';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import { hoursRanges } from '../plots/hours-ranges';
import type { Site } from '../site';
import { filtersView } from './filters-view';
import { leadView } from './lead-view';
import { monthsOf } from './months-of';
import { readStatistics } from './read-statistics';
import { agencySection, categorySection } from './sections';
import { filterOf, readStatisticsQuery } from './statistics-query';
import { trendView } from './trend-view';

/** Whether the city keeps its promises: pictures, and the tables behind them. */
export async function statisticsPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const { actor, speech } = staffVisit(site, visit);
  const { city } = site;
  const query = readStatisticsQuery(visit.query, city);
  const filter = filterOf(query, { actor, timeZone: city.timeZone, now: Date.now() });
  const months = monthsOf(filter, city.timeZone);
  const told = await readStatistics(site, { filter, months, speech });
  const title = speech.say('statistics.title');
  const telling = { site, query, months, speech };
  return {
    kind: 'page',
    status: 200,
    template: 'statistics/page',
    title,
    view: {
      heading: title,
      lead: leadView(told, { filter, speech }),
      filters: filtersView(query, { city, speech, choosesAgency: !isAgencyRole(actor.kind) }),
      isEmpty: told.total.figures.received === 0,
      sections: [agencySection(told, telling), categorySection(told, telling)],
      hours: hoursRanges(
        told.categories.map(({ name, figures, targetHours }) => ({ name, ...figures, targetHours })),
        speech,
      ),
      trend: trendView(told, telling),
      firstCheckHours: String(city.policy.checkpoints[0]?.hours ?? ''),
    },
    styles: ['statistics.css'],
    speech,
    keepsAddress: true,
  };
}
