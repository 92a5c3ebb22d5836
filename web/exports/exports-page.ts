import { everyOf } from '../../city/directory';
import { actorOf } from '../../api/authentication/credential';
import { listedAgencies } from '../../domain/permissions';
import { filtersOf } from '../browse/browse-page';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { fileUrl, readExportsQuery } from './exports-query';

/** Where filters are chosen and a file is asked for. */
export async function exportsPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const { city } = site;
  const speech = site.speeches(languageFor(visit, city, visit.session?.member.language));
  const { say, names } = speech;
  const query = readExportsQuery(visit.query, city);
  const listed = visit.session ? listedAgencies(actorOf(visit.session.credential)) : [];
  const ownAgency = listed === 'all' ? undefined : listed[0];
  return {
    kind: 'page',
    status: 200,
    template: 'exports/page',
    title: say('reports.exports.title'),
    view: {
      heading: say('reports.exports.title'),
      lead: leadOf(listed),
      filters: filtersOf(site, query.choice, speech),
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
        label: say(`reports.exports.spreadsheet.${language}`),
        isChosen: language === (query.locale ?? speech.language),
      })),
      area: query.choice.area,
    },
    styles: ['browse.css'],
    speech,
    keepsAddress: true,
  };

  function leadOf(agencies: 'all' | string[]): string {
    if (agencies === 'all') return say('reports.exports.leadAll');
    const [own] = agencies;
    return own === undefined
      ? say('reports.exports.leadPublic')
      : say('reports.exports.leadAgency', { agency: names.agency(own) });
  }
}

/** The buttons of the form: on to the API's file, without the fields that were left empty. */
export const exportFile =
  (ending: 'csv' | 'geojson') =>
  async ({ city }: Site, visit: Visit): Promise<PageAnswer> => ({
    kind: 'redirect',
    to: fileUrl(ending, readExportsQuery(visit.query, city), city.timeZone),
  });
