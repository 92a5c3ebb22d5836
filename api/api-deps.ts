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
import type { PushSubscriptions } from '../database/stores/push-subscriptions';
import type { RatingStore } from '../database/stores/rating-store';
import type { ReporterStore } from '../database/stores/reporter-store';
import type { SessionStore } from '../database/stores/session-store';
import type { StaffStore } from '../database/stores/staff-store';
import type { SupporterStore } from '../database/stores/supporter-store';
import type { WebhookStore } from '../database/stores/webhook-store';
import type { Instant } from '../domain/instant';
import type { LinkSigner } from '../links/link-signer';
import type { Translator } from '../locale/translator';
import type { GuardedRequest } from '../network/guarded-request';
import type { DestinationCheck } from '../network/destination-check';
import type { PhotoIntake } from '../photos/photo-intake';
import type { PhotoStore } from '../photos/photo-store';
import type { OidcIssuer } from './authentication/oidc-issuer';
import type { CaseEngine } from './acts/execute-act';
import type { DevTools } from './dev/dev-operations';
import type { FeedCursors } from './events/feed-cursor';
import type { FeedStreamSettings } from './events/feed-stream-settings';
import type { UploadLimits } from './http/upload-budget';
import type { Challenges } from './limits/challenge';
import type { ApiLimits } from './limits/limits';
import type { EventHub } from './live/event-hub';
import type { Health } from './service/health';

export interface ApiSettings {
  /** Without a slash at its end; links and problem types begin with it. */
  publicUrl: string;
  /** Express' `trust proxy`. With a wrong value everyone shares one limit or can forge theirs. */
  trustProxy: boolean | number | string;
  limits: ApiLimits;
  /** Whom to tell of vulnerabilities: a `mailto:` or `https:` URL. */
  securityContact?: string;
  /** The city's public key for pushes (VAPID, base64url); without it phones are offered none. */
  pushKey?: string;
}

/** Everything that the API needs; the API opens nothing itself. */
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
  pushes: PushSubscriptions;
  apiKeys: ApiKeyStore;
  staff: StaffStore;
  sessions: SessionStore;
  webhooks: WebhookStore;
  /** Checks whether an address that somebody enters may be called. */
  checkDestination: DestinationCheck;
  photoIntake: PhotoIntake;
  photoStore: PhotoStore;
  links: LinkSigner;
  /** The work asked of senders whose network is above its limit. */
  challenges: Challenges;
  pressure: Pick<IntakePressure, 'note'>;
  /** For the texts that Open311 returns in people's language. */
  translator: Pick<Translator, 'in'>;
  /** Sends requests to addresses that other applications name. */
  outgoing: GuardedRequest;
  cases: Pick<Cases, 'preview'>;
  engine: CaseEngine;
  /** Real time; tests may move it forward. */
  now?: () => Instant;
  outageEngine: Pick<OutageClient, 'wake'>;
  live: Pick<EventHub, 'subscribe'>;
  feedCursors: FeedCursors;
  /** Settings of the feed's streams; the defaults when left out. */
  feedStreams?: FeedStreamSettings;
  /** The city's own accounts, if it has any. */
  oidc?: OidcIssuer;
  /** Starts the workflows of new complaints soon; nobody waits for it. */
  relay: { wake(): void };
  /** What the watchdog saw last of engine, mail and couriers. */
  health: () => Health;
  /** Prometheus' text format. */
  metricsText: () => Promise<string>;
  logger: Logger;
  /** For unfinished uploads; the defaults when left out. */
  uploads?: Partial<UploadLimits>;
  /** In development only. */
  dev?: DevTools;
  /** Pages and other routes; they come after the API's own. */
  mount?: Router[];
}
