import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { selectRows } from '../../../database/select-rows';
import { startApi, type ApiUnderTest } from '../../support/api-under-test';
import { readCsv } from '../../support/read-csv';

export interface Feature {
  type: string;
  id: string;
  geometry: { type: string; coordinates: [number, number] } | null;
  properties: Record<string, unknown>;
}

/** The complaints of a whole city in minimal rows, with descriptions of the given length. */
const MANY = `
  INSERT INTO complaints (id, tracking_code, description, latitude, longitude, district, sequence, status, category,
    agency, policy_version, received_at, cycle, target_hours, resolve_by, escalation_level, decision_pending,
    assignment, published, workflow_started_at)
  SELECT gen_random_uuid(), 'SK-' || n, repeat('words ', $2::int), -1.6, 103.6, 'kota-baru', 2, 'acknowledged', 'jalan',
    'pupr', (SELECT version FROM policies LIMIT 1), date_trunc('milliseconds', now()) - n / 7 * interval '1 second', 1,
    72, now() + interval '3 days', 0, false, 1, true, now()
  FROM generate_series($1::int, $3::int) AS n`;
/** All rows in one statement could exceed PostgreSQL's time limit. */
const ROWS_AT_ONCE = 5_000;

export interface Many {
  rows: number;
  words: number;
}

export async function fileMany({ db }: Pick<ApiUnderTest, 'db'>, { rows, words }: Many): Promise<void> {
  for (let first = 1; first <= rows; first += ROWS_AT_ONCE) {
    const last = Math.min(rows, first + ROWS_AT_ONCE - 1);
    await selectRows(db, { sql: MANY, bind: [first, words, last] });
  }
}

export type ExportsUnderTest = Awaited<ReturnType<typeof startExports>>;

export async function startExports(options: Parameters<typeof startApi>[0] = {}) {
  const test = await startApi(options);

  async function open(path: string, bearer?: string, method = 'GET'): Promise<IncomingMessage> {
    const { port } = test.server.address() as AddressInfo;
    const headers = bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` };
    const request = get({
      port,
      host: '127.0.0.1',
      path: `/api/v1/exports/${path}`,
      method,
      headers,
      agent: false,
    });
    // A client that aborts its request gets an error, too.
    request.on('error', () => undefined);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  }

  async function whole(path: string, bearer?: string): Promise<string> {
    const response = await open(path, bearer);
    // A text decoder would remove the byte order mark.
    const body = (await buffer(response)).toString('utf8');
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${body}`);
    return body;
  }

  return {
    ...test,
    open,
    whole,
    csv: async (query = '', bearer?: string) => readCsv(await whole(`complaints.csv${query}`, bearer)),
    features: async (query = '', bearer?: string): Promise<Feature[]> => {
      const { type, features } = JSON.parse(await whole(`complaints.geojson${query}`, bearer)) as {
        type: string;
        features: Feature[];
      };
      if (type !== 'FeatureCollection') throw new Error(`it is a ${type}`);
      return features;
    },
  };
}
