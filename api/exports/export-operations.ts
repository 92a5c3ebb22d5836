import { z } from 'zod';
import { shippedLanguages, type CityPack } from '../../city/city-pack';
import { createGate, type Gate } from '../../database/stores/gate';
import type { ComplaintReader, ListFilter } from '../../database/readers/complaint-reader';
import { isForStaff } from '../../database/readers/list-filter';
import type { Actor } from '../../domain/actor';
import type { ComplaintSummaryView } from '../complaints/complaint-schemas';
import { listFilterOf } from '../complaints/list-complaints';
import { listQuery } from '../complaints/list-schemas';
import { viewSummary } from '../complaints/view-complaint';
import { defineOperation } from '../http/operation';
import type { FileStream } from '../http/reply';
import { complaintFeature } from './complaint-feature';
import { csvDialect } from './csv-dialect';
import { CSV_TYPE, csvFile } from './csv-file';
import { eachPage } from './each-page';
import { exportColumns } from './export-columns';
import { featureCollectionSchema, GEOJSON_TYPE, geojsonFile } from './geojson-file';
import { cityExamples } from '../documentation/example-values';

export interface ExportDeps {
  city: CityPack;
  publicUrl: string;
  complaints: Pick<ComplaintReader, 'list'>;
}

/** However many files are downloaded, other requests to PostgreSQL find a free connection. */
const PAGES_READ_AT_ONCE = 2;
const WHOSE = `Staff get those of their agencies with what belongs to the work, everybody else the public part of all
but the confidential ones. Who reported is in no file. It is made while it is sent: one that is not whole is cut off.`;

/** The whole list of complaints as a file, with the list's filters. */
export function exportOperations(deps: ExportDeps) {
  const exporting = { ...deps, inTurn: createGate(PAGES_READ_AT_ONCE) };
  return { exportCsv: exportCsv(exporting), exportGeojson: exportGeojson(exporting) };
}

type Exporting = ExportDeps & { inTurn: Gate };
type Query = z.output<ReturnType<typeof exportQuery>>;

function exportCsv(deps: Exporting) {
  return defineOperation(
    {
      ...about(deps),
      id: 'exportCsv',
      path: '/exports/complaints.csv',
      query: exportQuery(deps.city).extend({
        locale: z
          .enum(shippedLanguages)
          .optional()
          .meta({
            description:
              'For a spreadsheet of this language: the city’s time, and with `id` semicolons and decimal commas. Left out, ' +
              'for programs: commas, decimal points, UTC.',
          }),
      }),
      summary: 'Complaints as a table, newest first',
      responses: { 200: { description: 'UTF-8 with a byte order mark, CSV of RFC 4180.', type: CSV_TYPE } },
    },
    {
      async handle({ query: { locale = null, ...query }, actor }) {
        const dialect = csvDialect(deps.city, locale);
        const columns = exportColumns({
          isForStaff: isForStaff(listFilterOf(query, actor).visibleTo),
          dialect,
        });
        return file(csvFile({ name: fileName(), columns, pages: viewsOf(deps, query, actor), dialect }));
      },
    },
  );
}

function exportGeojson(deps: Exporting) {
  return defineOperation(
    {
      ...about(deps),
      id: 'exportGeojson',
      path: '/exports/complaints.geojson',
      summary: 'Complaints for a map, newest first',
      responses: {
        200: {
          description: 'One FeatureCollection of RFC 7946.',
          type: GEOJSON_TYPE,
          schema: featureCollectionSchema,
        },
      },
    },
    {
      async handle({ query, actor }) {
        return file(geojsonFile({ name: fileName(), pages: featuresOf(viewsOf(deps, query, actor)) }));
      },
    },
  );
}

function about({ city }: ExportDeps) {
  return {
    method: 'get',
    tag: 'Exports',
    audience: 'everybody',
    example: { query: { status: 'assigned,in_progress', category: cityExamples(city).category } },
    description: WHOSE,
    query: exportQuery(city),
    limit: 'exports',
    scope: 'exports:read',
  } as const;
}

function exportQuery(city: CityPack) {
  return listQuery(city).omit({ cursor: true, limit: true });
}

/** Files get passed on, so an application's confidential complaints are left out even of its own. */
function exportFilterOf(query: Query, actor: Actor): ListFilter {
  const filter = listFilterOf(query, actor);
  return isForStaff(filter.visibleTo) ? filter : { ...filter, visibleTo: 'public' };
}

async function* viewsOf(
  { complaints, inTurn, ...deps }: Exporting,
  query: Query,
  actor: Actor,
): AsyncGenerator<ComplaintSummaryView[]> {
  const filter = exportFilterOf(query, actor);
  const pages = eachPage((page) =>
    inTurn(async () => {
      const { items, next } = await complaints.list(filter, page);
      return { rows: items, next };
    }),
  );
  for await (const rows of pages) yield rows.map((complaint) => viewSummary(deps, { complaint, actor }));
}

async function* featuresOf(pages: AsyncIterable<ComplaintSummaryView[]>) {
  for await (const views of pages) yield views.map(complaintFeature);
}

function file(stream: FileStream) {
  return { status: 200, stream };
}

/** Named by the day in UTC, so that a later file does not overwrite an earlier one. */
function fileName(): string {
  return `complaints-${new Date().toISOString().slice(0, 10)}`;
}
