import path from 'node:path';
import { loadCityPack } from '../../city/load-city-pack';
import type { Environment } from '../../config/environment';
import type { Logger } from '../../config/logger';
import { oidcSettings } from '../../config/oidc-settings';
import { pushSettings } from '../../config/push-settings';
import { createCases } from '../../database/cases/advance-case';
import { createCaseReader } from '../../database/cases/case-reader';
import { openDatabase } from '../../database/connection';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createDeskReader } from '../../database/readers/desk-reader';
import { createFeedReader } from '../../database/readers/feed-reader';
import { createForecastReader } from '../../database/readers/forecast-reader';
import { createPhotoNames } from '../../database/readers/photo-names';
import { createStatisticsReader } from '../../database/readers/statistics-reader';
import { createOutageReader } from '../../database/readers/outage-reader';
import { createOwnLinksReader } from '../../database/readers/own-links-reader';
import { createNotificationLogReader } from '../../database/readers/notification-log-reader';
import { findUnheardOffices } from '../../database/readers/unheard-offices';
import { createWallReader } from '../../database/readers/wall-reader';
import { createToldReader } from '../../database/readers/told-reader';
import { createWatchReader } from '../../database/readers/watch-reader';
import { createActInputStore } from '../../database/stores/act-input-store';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { createCityUpkeep } from '../../database/stores/city-upkeep';
import { createDraftStore } from '../../database/stores/draft-store';
import { createIdempotencyStore } from '../../database/stores/idempotency-store';
import { createFilingTurns } from '../../database/stores/filing-turns';
import { createIntakePressure } from '../../database/stores/intake-pressure';
import { createIntakeStore } from '../../database/stores/intake-store';
import { createActInputDisposal } from '../../database/stores/act-input-disposal';
import { createExpiredRows } from '../../database/stores/expired-rows';
import { createNotificationStore } from '../../database/stores/notification-store';
import { createOccasionalMails } from '../../database/stores/occasional-mails';
import { createPromiseCatchUp } from '../../database/cases/promise-catch-up';
import { createPushSubscriptions } from '../../database/stores/push-subscriptions';
import { createRatingStore } from '../../database/stores/rating-store';
import { createReporterStore } from '../../database/stores/reporter-store';
import { createSessionStore } from '../../database/stores/session-store';
import { createSignInStore } from '../../database/stores/sign-in-store';
import { createStaffStore } from '../../database/stores/staff-store';
import { createSupporterStore } from '../../database/stores/supporter-store';
import { createSecretBox } from '../../database/stores/secret-box';
import { createExclusiveJobs } from '../../database/stores/exclusive-jobs';
import { createWebhookFanOut } from '../../database/stores/webhook-fan-out';
import { createWebhookStore } from '../../database/stores/webhook-store';
import { createLinkSigner } from '../../links/link-signer';
import { createTranslator } from '../../locale/translator';
import { createSmtpTransport } from '../../mail/smtp-transport';
import { createGuardedRequest } from '../../network/guarded-request';
import { createDestinationCheck } from '../../network/destination-check';
import { openBlobStore } from '../../photos/open-blob-store';
import { createPhotoIntake } from '../../photos/photo-intake';
import { createPhotoStore } from '../../photos/photo-store';
import { createPages } from '../../web/create-pages';
import { createDraftSweep } from '../housekeeping/sweep-drafts';
import { complaintWorkflowId } from '../../workflows/messages';
import { createApp } from '../../api/app';
import { createFeedCursors } from '../../api/events/feed-cursor';
import { createChallenges } from '../../api/limits/challenge';
import { createOidcIssuer } from '../../api/authentication/oidc-issuer';
import { createEventPublisher } from '../event-publisher';
import { createToldRelay } from '../told-relay';
import { createEventHub } from '../../api/live/event-hub';
import { createOutageWatch } from '../watchdog/outage-watch';
import { createStrayPhotoSweep } from '../housekeeping/sweep-stray-photos';
import { createErasure } from '../housekeeping/erasure';
import { createFollowCity } from '../housekeeping/follow-city';
import { createForgetting } from '../housekeeping/forgetting';
import { createSignInSweep } from '../housekeeping/sweep-sign-ins';
import { createReporterSweep } from '../housekeeping/sweep-reporters';
import { createBusinessMetrics } from '../business-metrics';
import { createWatchdog } from '../watchdog/watchdog';
import { logCaseFailure } from '../../config/log-case-failure';
import { composeEngine } from './compose-engine';

const ROOT = path.resolve(__dirname, '../..');

/**
 * Puts together the process that serves API and pages; loads the pack and opens the photo store, but connects to
 * nothing yet.
 */
export async function composeServer({ settings, logger }: { settings: Environment; logger: Logger }) {
  const city = await loadCityPack(path.resolve(settings.CITY_PACK));
  const blobs = await openBlobStore(settings);
  const db = openDatabase({ url: settings.DATABASE_URL, maxConnections: settings.DATABASE_CONNECTIONS });
  const complaints = createComplaintReader({ db });
  const notifications = createNotificationStore({ db });
  const pressure = createIntakePressure({ db });
  const cases = createCases({ db, city, onFailure: logCaseFailure(logger) });
  const engine = composeEngine({ settings, logger, db, complaints, cases });
  const publicUrl = settings.PUBLIC_URL;
  const transport = createSmtpTransport({
    smtpUrl: settings.SMTP_URL,
    from: settings.MAIL_FROM,
    publicHost: new URL(publicUrl).hostname,
  });
  const watch = createWatchReader({ db });
  const watchdog = createWatchdog({
    watchCases: engine.watchCases,
    wakeLate: engine.wakeLate,
    probes: {
      engine: engine.probe,
      mail: () => transport.verify(),
      couriersBehind: async () => (await notifications.counts()).overdue,
      untold: watch.untold,
      unheard: () => findUnheardOffices(db, city),
      pressure: () => pressure.recent(),
    },
    logger,
  });
  const metrics = createBusinessMetrics({
    watch,
    notifications,
    health: watchdog.health,
  });

  const live = createEventHub({ databaseUrl: settings.DATABASE_URL, logger });

  const deps = {
    settings: {
      publicUrl,
      trustProxy: settings.TRUST_PROXY,
      limits: limitsFrom(settings),
      securityContact: settings.SECURITY_CONTACT,
      pushKey: pushSettings(settings)?.publicKey,
    },
    city,
    db,
    complaints,
    statistics: createStatisticsReader({ db, city }),
    forecasts: createForecastReader({ db }),
    cases,
    caseReader: createCaseReader({ db }),
    desk: createDeskReader({ db }),
    feed: createFeedReader({ db }),
    notificationLog: createNotificationLogReader({ db }),
    outages: createOutageReader({ db }),
    wall: createWallReader({ db }),
    intake: createIntakeStore({ db }),
    actInputs: createActInputStore({ db }),
    drafts: createDraftStore({ db }),
    idempotency: createIdempotencyStore({ db }),
    supporters: createSupporterStore({ db }),
    reporters: createReporterStore({ db }),
    ratings: createRatingStore({ db }),
    pushes: createPushSubscriptions({ db }),
    apiKeys: createApiKeyStore({ db }),
    staff: createStaffStore({ db }),
    sessions: createSessionStore({ db }),
    signIns: createSignInStore({ db }),
    webhooks: createWebhookStore({ db, box: createSecretBox({ secrets: settings.LINK_SECRET }) }),
    checkDestination: createDestinationCheck({ allowedNetworks: settings.OUTGOING_ALLOWED_NETWORKS }),
    occasionalMails: createOccasionalMails({ db }),
    ownLinks: createOwnLinksReader({ db }),
    photoIntake: createPhotoIntake({ timeZone: city.timeZone, logger }),
    photoStore: createPhotoStore({ blobs }),
    links: createLinkSigner({ secrets: settings.LINK_SECRET }),
    challenges: createChallenges({ secrets: settings.LINK_SECRET }),
    feedCursors: createFeedCursors({ secrets: settings.LINK_SECRET }),
    pressure,
    turns: createFilingTurns({ db }),
    translator: createTranslator(path.join(ROOT, 'templates/locales')),
    outgoing: createGuardedRequest({ allowedNetworks: settings.OUTGOING_ALLOWED_NETWORKS }),
    engine: engine.engine,
    outageEngine: engine.outages,
    live,
    relay: engine.relay,
    health: watchdog.health,
    metricsText: () => metrics.text(),
    logger,
    oidc: oidcIssuer(settings, logger),
    dev: devTools(engine.timeTravel, settings.MAILBOX_URL),
  };
  const pages = createPages({
    ...deps,
    wallSettings: { screens: settings.COMMAND_CENTRE_SCREENS },
    mapTiles: mapTiles(settings),
    mapFile: settings.MAP_FILE,
    isOfflineOff: settings.APP_OFFLINE === 'off',
    workflowUrl: workflowUrls(settings),
    templatesFolder: path.join(ROOT, 'templates'),
    assetsFolder: path.join(ROOT, 'web/public'),
  });
  const toldRelay = createToldRelay({
    ...{ complaints, cases, live, logger },
    engine: engine.engine,
    told: createToldReader({ db }),
  });
  const erasure = createErasure({ ...deps, actor: 'retention' });
  return {
    app: createApp({ ...deps, mount: [pages] }),
    engine,
    watchdog,
    transport,
    photoIntake: deps.photoIntake,
    db,
    city,
    live,
    toldRelay,
    publisher: createEventPublisher({ db, live, logger, fanOut: createWebhookFanOut({ db }) }),
    /** Erases reporters whose retention is over. */
    sweepReporters: createReporterSweep({
      erasure,
      keptDays: city.retention.reporterDaysAfterClosing,
      logger,
    }),
    /** Removes sessions and sign-in links that open nothing any more. */
    sweepSignIns: createSignInSweep(deps),
    /** Removes rows that are useful only for some weeks. */
    forget: createForgetting({
      ...deps,
      disposal: createActInputDisposal({ db }),
      kept: createExpiredRows({ db }),
    }),
    followCity: createFollowCity({
      ...{ db, city, cases, logger },
      upkeep: createCityUpkeep({ db }),
      turns: createExclusiveJobs({ db }),
    }),
    resumeOutages: createOutageWatch({ outages: deps.outages, engine: engine.outages }),
    sweepDrafts: createDraftSweep(deps),
    promises: createPromiseCatchUp({ db }),
    sweepStrayPhotos: createStrayPhotoSweep({ ...deps, photoNames: createPhotoNames({ db }) }),
  };
}

function oidcIssuer(environment: Environment, logger: Logger) {
  const settings = oidcSettings(environment);
  return settings && createOidcIssuer({ settings, logger });
}

function mapTiles({ MAP_TILE_URL: url, MAP_TILE_ATTRIBUTION: attribution }: Environment) {
  return url === undefined ? undefined : { url, attribution };
}

/** Temporal's pages find workflows by id and show the latest run. */
function workflowUrls({ TEMPORAL_UI_URL: url, TEMPORAL_NAMESPACE: namespace }: Environment) {
  if (url === undefined) return undefined;
  const workflows = `${url}/namespaces/${encodeURIComponent(namespace)}/workflows`;
  return (complaintId: string) => `${workflows}/${encodeURIComponent(complaintWorkflowId(complaintId))}`;
}

function devTools(
  timeTravel: ReturnType<typeof composeEngine>['timeTravel'],
  mailboxUrl: string | undefined,
) {
  return timeTravel && mailboxUrl ? { fastForward: timeTravel.fastForward, mailboxUrl } : undefined;
}

function limitsFrom(settings: Environment) {
  return {
    filingPerHour: settings.INTAKE_PER_HOUR,
    filingWithStepPerHour: settings.INTAKE_WITH_STEP_PER_HOUR,
    filingPerMinuteAndKey: settings.INTAKE_PER_MINUTE_AND_KEY,
    supportPerHour: settings.SUPPORT_PER_HOUR,
    nearbyPerMinute: settings.NEARBY_PER_MINUTE,
    listsPerMinute: settings.LISTS_PER_MINUTE,
    exportsPerHour: settings.EXPORTS_PER_HOUR,
    statisticsPerMinute: settings.STATISTICS_PER_MINUTE,
    unknownCodesPerHour: settings.UNKNOWN_CODES_PER_HOUR,
    signInsPerHour: settings.SIGN_INS_PER_HOUR,
    signInsPerHourAndEmail: settings.SIGN_INS_PER_HOUR_AND_EMAIL,
    requestsPerMinute: settings.REQUESTS_PER_MINUTE,
    requestsPerMinuteAndKey: settings.REQUESTS_PER_MINUTE_AND_KEY,
  };
}
