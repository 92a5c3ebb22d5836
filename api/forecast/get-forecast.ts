import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import { everyOf } from '../../city/directory';
import type { ForecastCase, ForecastReader } from '../../database/readers/forecast-reader';
import { listedAgencies } from '../../domain/permissions';
import { code } from '../http/city-schemas';
import { isoInstant } from '../http/iso-instant';
import { defineOperation } from '../http/operation';
import { notFound } from '../http/problem';
import { json } from '../http/reply';
import { forecastSchema, type ForecastView } from './forecast-schemas';
import { cityExamples } from '../documentation/example-values';

export interface ForecastDeps {
  city: CityPack;
  publicUrl: string;
  forecasts: ForecastReader;
}

/** How far ahead the forecast looks. */
export const FORECAST_HOURS = 24;

export function getForecast({ city, publicUrl, forecasts }: ForecastDeps) {
  return defineOperation(
    {
      id: 'getForecast',
      audience: 'officers',
      example: { query: { agency: cityExamples(city).agency } },
      method: 'get',
      path: '/forecast',
      tag: 'Statistics',
      summary: `What will be missed within ${FORECAST_HOURS} hours if nobody acts`,
      description:
        'For staff, of their agencies; to all others it does not exist. Agencies in the order of the city’s list, cases by what comes first.',
      query: z.strictObject({ agency: code(everyOf(city, 'agencies')).optional() }),
      responses: { 200: { description: 'The cases and what they wait for.', schema: forecastSchema } },
      problems: ['not_found'],
    },
    {
      async permit({ actor }) {
        const agencies = listedAgencies(actor);
        if (agencies.length === 0) throw notFound();
        return agencies;
      },
      async handle({ query: { agency } }, listed) {
        const agencies = agenciesOf(listed, agency);
        const cases = await forecasts.upcoming({ agencies, hours: FORECAST_HOURS });
        const groups = everyOf(city, 'agencies').map(({ code }) => ({
          agency: code,
          items: cases.filter((each) => each.agency === code).map((each) => presentCase(each, publicUrl)),
        }));
        const body: ForecastView = {
          hours: FORECAST_HOURS,
          total: cases.length,
          agencies: groups
            .filter(({ items }) => items.length > 0)
            .map((group) => ({ ...group, total: group.items.length })),
        };
        return json(200, body);
      },
    },
  );
}

/** Nobody can widen what they may list: filtering for another agency finds nothing. */
export function agenciesOf(listed: 'all' | string[], wanted: string | undefined): 'all' | string[] {
  if (wanted === undefined) return listed;
  return listed === 'all' || listed.includes(wanted) ? [wanted] : [];
}

function presentCase(
  {
    trackingCode,
    category,
    district,
    status,
    confidential,
    level,
    targetHours,
    resolveBy,
    misses,
  }: ForecastCase,
  publicUrl: string,
) {
  return {
    ...{ trackingCode, category, district, status, confidential, targetHours },
    escalationLevel: level,
    resolveBy: isoInstant(resolveBy),
    misses: misses.map((miss) => ({ ...miss, dueBy: isoInstant(miss.dueBy) })),
    links: { self: `${publicUrl}/api/v1/complaints/${trackingCode}` },
  };
}
