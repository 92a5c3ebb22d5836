import type { Router } from 'express';
import type { Logger } from 'pino';
import type { CityPack } from '../city/city-pack';
import type { Cases } from '../database/cases/advance-case';
import type { Database } from '../database/connection';
import type { OutageClient } from '../engine/outage-client';
import type { ComplaintReader } from '../database/readers/complaint-reader';
import type { ForecastReader } from '../database/readers/forecast-reader';
import type { StatisticsReader } from '../database/readers/statistics-reader';
import type { ActInputStore } from '../database/stores/act-input-store';
import type { ApiKeyStore } from '../database/stores/api-key-store';
import type { IdempotencyStore } from '../database/stores/idempotency-store';
import type { IntakePressure } from '../database/stores/intake-pressure';
import type { IntakeStore } from '../database/stores/intake-store';
import type { RatingStore } from '../database/stores/rating-store';
import type { ReporterStore } from '../database/stores/reporter-store';
import type { SessionStore } from '../database/stores/session-store';
import type { StaffStore } from '../database/stores/staff-store';
import type { SupporterStore } from '../database/stores/supporter-store';
import type { WebhookStore } from '../database/stores/webhook-store';
import type { Instant } from '../domain/instant';
import type { LinkSigner } from '../mail/link-signer';
import type { Translator } from '../mail/locales';
import type { GuardedRequest } from '../network/guarded-request';
import type { DestinationCheck } from '../network/destination-check';
import type { PhotoIntake } from '../photos/photo-intake';
import type { PhotoStore } from '../photos/photo-store';
import type { OidcIssuer } from './authentication/oidc-issuer';
import type { CaseEngine } from './acts/execute-act';
import type { DevTools } from './dev/dev-operations';
import type { FeedCursors } from './events/feed-cursor';
import type { FeedStreamSettings } from './events/feed-stream-settings';
import type { UploadLimits } from './http/upload-room';
import type { Challenges } from './limits/challenge';
import type { ApiLimits } from './limits/limits';
import type { EventHub } from './live/event-hub';
import type { Health } from './service/health';

export interface ApiSettings {
  /** Without a slash at its end; what links and problem types begin with. */
  publicUrl: string;
  /** Express' `trust proxy`. Wrong, and everyone shares one limit or forges theirs. */
  trustProxy: boolean | number | string;
  limits: ApiLimits;
  /** Who hears of weaknesses: a `mailto:` or `https:` URL. */
  securityContact?: string;
}

/** Everything that the API is made of; it opens nothing itself. */
export interface ApiDeps {
  settings: ApiSettings;
  city: CityPack;
  db: Database;
  complaints: ComplaintReader;
  statistics: StatisticsReader;
  forecasts: ForecastReader;
  intake: IntakeStore;
  actInputs: ActInputStore;
  idempotency: IdempotencyStore;
  supporters: SupporterStore;
  reporters: Pick<ReporterStore, 'find'>;
  ratings: RatingStore;
  apiKeys: ApiKeyStore;
  staff: StaffStore;
  sessions: SessionStore;
  webhooks: WebhookStore;
  /** Whether an address that somebody types in may be called. */
  checkDestination: DestinationCheck;
  photoIntake: PhotoIntake;
  photoStore: PhotoStore;
  links: LinkSigner;
  /** What is asked of whoever files more than their network's share. */
  challenges: Challenges;
  pressure: Pick<IntakePressure, 'note'>;
  /** For the texts that Open311 wants in people's language. */
  translator: Pick<Translator, 'in'>;
  /** Asks addresses that other applications name. */
  outgoing: GuardedRequest;
  cases: Pick<Cases, 'preview'>;
  engine: CaseEngine;
  /** Real time; a test may move it on. */
  now?: () => Instant;
  outageEngine: Pick<OutageClient, 'wake'>;
  live: Pick<EventHub, 'subscribe'>;
  feedCursors: FeedCursors;
  /** How streams of the feed are kept; the product's when left out. */
  feedStreams?: FeedStreamSettings;
  /** The city's own accounts, if it has some. */
  oidc?: OidcIssuer;
  /** Starts what was filed, soon; nobody waits for it. */
  relay: { wake(): void };
  /** What the watchdog saw last of engine, mail and couriers. */
  health: () => Health;
  /** Prometheus' text format. */
  metricsText: () => Promise<string>;
  logger: Logger;
  /** Of unfinished uploads; the product's when left out. */
  uploads?: Partial<UploadLimits>;
  /** In development only. */
  dev?: DevTools;
  /** Pages and other routes; they stand behind the API's own. */
  mount?: Router[];
}
