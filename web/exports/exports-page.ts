import { htmlPage } from '../html-page';
import { everyOf } from '../../city/directory';
import { actorOf } from '../../api/authentication/credential';
import { listedAgencies } from '../../domain/permissions';
import { filtersOf } from '../browse/browse-page';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { fileUrl, readExportsQuery } from './exports-query';

/** The page on which people choose filters and download a file. */
export async function exportsPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { city } = context;
  const locale = context.locales(languageFor(request, city, request.session?.member.language));
  const { t, names } = locale;
  const query = readExportsQuery(request.query, city);
  const listed = request.session ? listedAgencies(actorOf(request.session.credential)) : [];
  const ownAgency = listed === 'all' ? undefined : listed[0];
  return htmlPage({
    template: 'exports/page',
    title: t('reports.exports.title'),
    view: {
      lead: leadOf(listed),
      filters: filtersOf(context, query.choice, locale),
      agencies:
        ownAgency === undefined
          ? everyOf(city, 'agencies').map(({ code }) => ({
              value: code,
              label: names.agency(code),
              isChosen: code === query.agency,
            }))
          : [],
      since: query.since ?? '',
      locales: city.languages.map((language) => ({
        value: language,
        label: t(`reports.exports.spreadsheet.${language}`),
        isChosen: language === (query.locale ?? locale.language),
      })),
      area: query.choice.area,
    },
    styles: ['browse.css'],
    locale,
  });

  function leadOf(agencies: 'all' | string[]): string {
    if (agencies === 'all') return t('reports.exports.leadAll');
    const [own] = agencies;
    return own === undefined
      ? t('reports.exports.leadPublic')
      : t('reports.exports.leadAgency', { agency: names.agency(own) });
  }
}

/** Handles the form's buttons: redirects to the API's file, without the fields that were left empty. */
export const exportFile =
  (ending: 'csv' | 'geojson') =>
  async ({ city }: PagesContext, request: PageRequest): Promise<PageResponse> => ({
    kind: 'redirect',
    to: fileUrl(ending, readExportsQuery(request.query, city), city.timeZone),
  });
