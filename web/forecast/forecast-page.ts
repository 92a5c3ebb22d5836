import { agenciesOf, FORECAST_HOURS } from '../../api/forecast/get-forecast';
import type { ForecastCase } from '../../database/readers/forecast-reader';
import type { ForecastMiss } from '../../domain/forecast';
import { hoursAfter } from '../../domain/instant';
import { listedAgencies } from '../../domain/permissions';
import { caseUrl } from '../desk/list/row-view';
import { staffVisit } from '../desk/staff-visit';
import type { Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';

/** Two hundred bytes a case; a page is to stay below a hundred kilobytes, whatever the day brings. */
const CASES_OF_ALL_AT_MOST = 120;
const CASES_OF_ONE_AGENCY_AT_MOST = 20;

/** Which cases will miss what, and when, if nobody acts: by agency, what comes first at the top. */
export async function forecastPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const { actor, speech } = staffVisit(site, visit);
  const { say, time } = speech;
  const agencies = agenciesOf(listedAgencies(actor), undefined);
  const cases = await site.forecasts.upcoming({ agencies, hours: FORECAST_HOURS });
  const until = hoursAfter(Date.now(), FORECAST_HOURS);
  const title = say('reports.forecast.title');
  return {
    kind: 'page',
    status: 200,
    template: 'forecast/page',
    title,
    view: {
      heading: title,
      lead: say(cases.length === 1 ? 'reports.forecast.leadOne' : 'reports.forecast.lead', {
        count: time.number(cases.length),
        time: time.long(until),
      }),
      groups: groupsOf(cases, speech),
    },
    styles: ['desk.css', 'forecast.css'],
    speech,
    keepsAddress: true,
  };
}

function groupsOf(cases: readonly ForecastCase[], speech: Speech) {
  const { say, names, time } = speech;
  const codes = [...new Set(cases.map(({ agency }) => agency))];
  const shownAtMost = codes.length === 1 ? CASES_OF_ALL_AT_MOST : CASES_OF_ONE_AGENCY_AT_MOST;
  return codes
    .map((agency) => ({ agency, all: cases.filter((each) => each.agency === agency) }))
    .sort((one, other) => other.all.length - one.all.length)
    .map(({ agency, all }) => ({
      title: say('reports.forecast.group', {
        agency: names.agency(agency),
        count: time.number(all.length),
      }),
      rows: all.slice(0, shownAtMost).map((each) => rowOf(each, speech)),
      more:
        all.length <= shownAtMost
          ? null
          : say('reports.forecast.more', { count: time.number(all.length - shownAtMost) }),
      list: `/desk?${new URLSearchParams({ agency }).toString()}`,
    }));
}

function rowOf(current: ForecastCase, speech: Speech) {
  const { say, names } = speech;
  const { trackingCode, category, district, status, confidential, misses } = current;
  return {
    code: trackingCode,
    url: caseUrl(trackingCode),
    kind: names.category(category),
    district: names.district(district),
    status: say(`words.status.${status}`),
    confidential,
    misses: misses.map((miss) => missView(miss, current, speech)),
  };
}

function missView(
  { dueBy, waitsFor, level, climbs, missesTarget }: ForecastMiss,
  { agency, now }: ForecastCase,
  { say, names, time }: Speech,
) {
  const office = names.office(level, agency);
  return {
    what: say(`reports.forecast.${waitsFor}`, { time: time.short(dueBy) }),
    iso: new Date(dueBy).toISOString(),
    left:
      dueBy <= now
        ? say('reports.forecast.now')
        : say('reports.forecast.left', { duration: time.duration(dueBy - now) }),
    then: [
      say(climbs ? 'reports.forecast.climbs' : 'reports.forecast.stays', { office }),
      ...(missesTarget ? [say('reports.forecast.target')] : []),
    ].join(' · '),
  };
}
