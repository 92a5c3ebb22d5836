import { htmlPage } from '../html-page';
import { agenciesOf, FORECAST_HOURS } from '../../api/forecast/get-forecast';
import type { ForecastCase } from '../../database/readers/forecast-reader';
import type { ForecastMiss } from '../../domain/forecast';
import { hoursAfter } from '../../domain/instant';
import { listedAgencies } from '../../domain/permissions';
import { caseUrl } from '../desk/case-url';
import { staffRequest } from '../sign-in/staff-request';
import type { PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';

/** A case is about two hundred bytes; the page is to stay below a hundred kilobytes, however bad the day. */
const CASES_OF_ALL_AT_MOST = 120;
const CASES_OF_ONE_AGENCY_AT_MOST = 20;

/** Which cases will miss which deadline, and when, if nobody acts: by agency, the earliest first. */
export async function forecastPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { actor, locale } = staffRequest(context, request);
  const { t, time } = locale;
  const agencies = agenciesOf(listedAgencies(actor), undefined);
  const cases = await context.forecasts.upcoming({ agencies, hours: FORECAST_HOURS });
  const until = hoursAfter(Date.now(), FORECAST_HOURS);
  const title = t('reports.forecast.title');
  return htmlPage({
    template: 'forecast/page',
    title,
    view: {
      lead: t(cases.length === 1 ? 'reports.forecast.leadOne' : 'reports.forecast.lead', {
        count: time.number(cases.length),
        time: time.long(until),
      }),
      groups: groupsOf(cases, locale),
    },
    styles: ['desk.css', 'forecast.css'],
    locale,
  });
}

function groupsOf(cases: readonly ForecastCase[], locale: Locale) {
  const { t, names, time } = locale;
  const codes = [...new Set(cases.map(({ agency }) => agency))];
  const shownAtMost = codes.length === 1 ? CASES_OF_ALL_AT_MOST : CASES_OF_ONE_AGENCY_AT_MOST;
  return codes
    .map((agency) => ({ agency, all: cases.filter((each) => each.agency === agency) }))
    .sort((one, other) => other.all.length - one.all.length)
    .map(({ agency, all }) => ({
      title: t('reports.forecast.group', {
        agency: names.agency(agency),
        count: time.number(all.length),
      }),
      rows: all.slice(0, shownAtMost).map((each) => rowOf(each, locale)),
      more:
        all.length <= shownAtMost
          ? null
          : t('reports.forecast.more', { count: time.number(all.length - shownAtMost) }),
      list: `/desk?${new URLSearchParams({ agency }).toString()}`,
    }));
}

function rowOf(current: ForecastCase, locale: Locale) {
  const { t, names } = locale;
  const { trackingCode, category, district, status, confidential, misses } = current;
  return {
    code: trackingCode,
    url: caseUrl(trackingCode),
    kind: names.category(category),
    district: names.district(district),
    status: t(`words.status.${status}`),
    confidential,
    misses: misses.map((miss) => missView(miss, current, locale)),
  };
}

function missView(
  { dueBy, waitsFor, level, climbs, missesTarget }: ForecastMiss,
  { agency, now }: ForecastCase,
  { t, names, time }: Locale,
) {
  const office = names.office(level, agency);
  return {
    what: t(`reports.forecast.${waitsFor}`, { time: time.short(dueBy) }),
    iso: new Date(dueBy).toISOString(),
    left:
      dueBy <= now
        ? t('reports.forecast.now')
        : t('reports.forecast.left', { duration: time.duration(dueBy - now) }),
    then: [
      t(climbs ? 'reports.forecast.escalates' : 'reports.forecast.stays', { office }),
      ...(missesTarget ? [t('reports.forecast.target')] : []),
    ].join(' · '),
  };
}
