import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import request from 'supertest';
import { createApp } from '../../api/app';
import type { Health } from '../../api/service/health';
import type { ApiDeps } from '../../api/api-deps';
import { createFeedCursors } from '../../api/events/feed-cursor';
import { createChallenges } from '../../api/limits/challenge';
import type { ApiLimits } from '../../api/limits/limits';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { createCases } from '../../database/cases/advance-case';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createForecastReader } from '../../database/readers/forecast-reader';
import { createStatisticsReader } from '../../database/readers/statistics-reader';
import { createActInputStore } from '../../database/stores/act-input-store';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { createIdempotencyStore } from '../../database/stores/idempotency-store';
import { createIntakePressure } from '../../database/stores/intake-pressure';
import { createIntakeStore } from '../../database/stores/intake-store';
import { createOutageWork } from '../../database/stores/outage-work';
import { createPolicyStore } from '../../database/stores/policy-store';
import { createRatingStore } from '../../database/stores/rating-store';
import { createReporterStore } from '../../database/stores/reporter-store';
import { createSessionStore } from '../../database/stores/session-store';
import { createStaffStore } from '../../database/stores/staff-store';
import { createSecretBox } from '../../database/stores/secret-box';
import { createSupporterStore } from '../../database/stores/supporter-store';
import { createWebhookStore } from '../../database/stores/webhook-store';
import type { Role } from '../../domain/actor';
import { createLinkSigner } from '../../links/link-signer';
import { createTranslator } from '../../locale/translator';
import { createGuardedRequest } from '../../network/guarded-request';
import { createDestinationCheck } from '../../network/destination-check';
import { openBlobStore } from '../../photos/open-blob-store';
import { openPatientIntake } from '../photos/patient-intake';
import { createPhotoStore } from '../../photos/photo-store';
import { kotaJambi } from '../city/pack-folders';
import { createDirectEngine } from './direct-engine';
import { createDirectOutages } from './direct-outages';
import { createTestDatabase, type TestDatabase } from './test-database';

export const LINK_SECRETS = [{ kid: 'a', secret: 'a secret of the tests, long enough' }];

export const PUBLIC_URL = 'https://sikesal.test';

const NO_LIMITS: ApiLimits = {
  filingPerHour: 10_000,
  filingWithStepPerHour: 10_000,
  filingPerMinuteAndKey: 10_000,
  supportPerHour: 10_000,
  nearbyPerMinute: 10_000,
  listsPerMinute: 10_000,
  exportsPerHour: 10_000,
  statisticsPerMinute: 10_000,
  unknownCodesPerHour: 10_000,
  signInsPerHour: 10_000,
  signInsPerHourAndEmail: 10_000,
  requestsPerMinute: 10_000,
  requestsPerMinuteAndKey: 10_000,
};

export interface Filed {
  id: string;
  trackingCode: string;
  status: string;
  receivedAt: string;
  targetHours: number;
  resolveBy: string;
  reporterToken: string;
  links: Record<string, string>;
}

export type ApiUnderTest = Awaited<ReturnType<typeof startApi>>;

interface ApiOptions {
  limits?: Partial<ApiLimits>;
  securityContact?: string;
  deps?: Partial<ApiDeps>;
  /** A pack and a database that outlive the API; by default the default pack and a database of its own. */
  on?: { city: CityPack; database: TestDatabase };
}

/** Starts the API with a real PostgreSQL and real photos; acts run in this process (see `createDirectEngine`). */
export async function startApi(options: ApiOptions = {}) {
  const { city, database } = options.on ?? {
    city: await loadCityPack(kotaJambi),
    database: await createTestDatabase(),
  };
  const { db } = database;
  const folder = await mkdtemp(join(tmpdir(), 'sikesal-api-'));
  const blobs = await openBlobStore({ PHOTOS_URL: pathToFileURL(folder).href });
  await createPolicyStore({ db }).save(city.policy);

  const clock = { offsetMs: 0 };
  const now = () => Date.now() + clock.offsetMs;
  const ruleFailures: unknown[] = [];
  const cases = createCases({ db, city, onFailure: (failure) => ruleFailures.push(failure) });
  const engine = createDirectEngine({ cases, clock: now });
  const outages = createDirectOutages({ outages: createOutageWork({ db }), cases, clock: now });
  const logLines: string[] = [];
  const deps: ApiDeps = {
    settings: {
      publicUrl: PUBLIC_URL,
      trustProxy: 1,
      limits: { ...NO_LIMITS, ...options.limits },
      securityContact: options.securityContact,
    },
    city,
    db,
    complaints: createComplaintReader({ db }),
    statistics: createStatisticsReader({ db, city }),
    forecasts: createForecastReader({ db }),
    intake: createIntakeStore({ db }),
    actInputs: createActInputStore({ db }),
    idempotency: createIdempotencyStore({ db }),
    supporters: createSupporterStore({ db }),
    reporters: createReporterStore({ db }),
    ratings: createRatingStore({ db }),
    apiKeys: createApiKeyStore({ db }),
    staff: createStaffStore({ db }),
    sessions: createSessionStore({ db }),
    webhooks: createWebhookStore({ db, box: createSecretBox({ secrets: LINK_SECRETS }) }),
    checkDestination: createDestinationCheck({ allowedNetworks: ['127.0.0.0/8'] }),
    photoIntake: openPatientIntake(city.timeZone),
    photoStore: createPhotoStore({ blobs }),
    links: createLinkSigner({ secrets: LINK_SECRETS }),
    challenges: createChallenges({ secrets: LINK_SECRETS }),
    feedCursors: createFeedCursors({ secrets: LINK_SECRETS }),
    pressure: createIntakePressure({ db }),
    translator: createTranslator(join(__dirname, '../../templates/locales')),
    outgoing: createGuardedRequest({ allowedNetworks: ['127.0.0.0/8'] }),
    cases,
    engine,
    now,
    live: { subscribe: () => () => undefined },
    outageEngine: outages,
    relay: { wake: () => undefined },
    health: () => HEALTHY,
    metricsText: async () => 'sikesal_up 1\n',
    logger: pino({ level: 'info' }, { write: (line: string) => void logLines.push(line) }),
    ...options.deps,
  };
  const server = await listen(createServer(createApp(deps)));
  const api = request(server);

  async function file(body: object = {}, key?: string): Promise<Filed> {
    const call = api.post('/api/v1/complaints').send({ ...FILING, ...body });
    const response = await (key ? call.set('Authorization', `Bearer ${key}`) : call);
    if (response.status !== 201) throw new Error(`not filed: ${response.status} ${response.text}`);
    return response.body as Filed;
  }

  return {
    api,
    server,
    city,
    db,
    deps,
    folder,
    logLines,
    file,
    /** Files a complaint and runs its workflow's first step. */
    async fileAssigned(body: object = {}, key?: string): Promise<Filed> {
      const filed = await file(body, key);
      await engine.look(filed.id);
      return filed;
    },
    async key(role: Role, agency: string | null = null): Promise<string> {
      return (await deps.apiKeys.create({ role, agency, label: 'test' }, { by: 'test' })).key;
    },
    /** Moves the clock of the acts forward. */
    hoursPass(hours: number): void {
      clock.offsetMs += hours * 3_600_000;
    },
    /** Runs the workflow's first step. */
    assign: (id: string) => engine.look(id),
    /** Does the engine's part for the outages that it was told of. */
    workOutages: outages.work,
    /** Does what the workflow does after a deadline. */
    settle: (id: string) => engine.look(id),
    /** Errors that rules threw. */
    ruleFailures,
    /** Advances cases, even when a test has replaced the engine. */
    direct: engine,
    act: (code: string, act: string, bearer: string, body: object = {}) =>
      api.post(`/api/v1/complaints/${code}/${act}`).set('Authorization', `Bearer ${bearer}`).send(body),
    get: (code: string, bearer?: string) => {
      const call = api.get(`/api/v1/complaints/${code}`);
      return bearer ? call.set('Authorization', `Bearer ${bearer}`) : call;
    },
    async stop(): Promise<void> {
      await new Promise((resolve) => server.close(resolve));
      deps.photoIntake.close();
      if (!options.on) await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Before the first look at the cases. */
const HEALTHY: Health = {
  ...{ engine: true, mail: true, couriersBehind: 0, unheard: [], cases: null },
  pressure: { networks: 0, requests: 0 },
  since: { engine: null, mail: null },
};

export const FILING = {
  category: 'jalan',
  description: 'Jalan berlubang besar di depan sekolah, sudah dua minggu.',
  location: { latitude: -1.6105, longitude: 103.6131, address: 'Jl. Sumantri Brojonegoro 12' },
  reporter: { name: 'Siti Rahma', email: 'siti@warga.example', phone: '+62 812 3456 7890' },
};

function listen(server: Server): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
