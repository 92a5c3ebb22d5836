import path from 'node:path';
import { CityPackError } from '../city/city-pack-error';
import { loadCityPack } from '../city/load-city-pack';
import { readEnvironment } from '../config/environment';
import { errorName } from '../config/error-name';
import { createLogger } from '../config/logger';
import { runMain } from '../config/run-main';
import { checkPackAtStart } from '../database/check-pack-at-start';
import { CityChangedError } from '../database/stores/city-changed-error';
import { openDatabase } from '../database/connection';
import { startCourier } from './compose/compose-courier';
import { composeEngine } from './compose/compose-engine';
import { startPushCourier } from './compose/compose-push';
import { startWebhookCourier } from './compose/compose-webhooks';
import { installEngineRuntime } from './engine-runtime';
import { workflowBundle } from './workflow-bundle';

/** Aborted by the first SIGINT or SIGTERM. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function main(fail: (error: unknown) => void): Promise<void> {
  const settings = readEnvironment(process.env);
  const logger = createLogger({ name: 'worker', level: settings.LOG_LEVEL });
  const signal = stopSignal();
  const city = await loadCityPack(path.resolve(settings.CITY_PACK));
  const db = openDatabase({ url: settings.DATABASE_URL, maxConnections: settings.DATABASE_CONNECTIONS });
  const packCheck = await checkPackAtStart({
    ...{ db, city, onMisfit: fail },
    onDelay: (error) =>
      logger.warn({ failure: errorName(error) }, 'the city pack is compared with the database later'),
  });
  const bundle = await workflowBundle(settings.WORKFLOW_BUNDLE, logger);
  installEngineRuntime({ logger, metricsAddress: settings.WORKER_METRICS_ADDRESS });
  const parts = { settings, logger, city, db };

  // Mails, webhooks and pushes are sent while the engine is away, too, and stop at the same time as the engine's work.
  const couriers = [startCourier(parts), startWebhookCourier(parts), startPushCourier(parts)];
  const couriersEnd = whenAborted(signal).then(() => Promise.all(couriers.map((courier) => courier.stop())));
  const engine = await composeEngine(parts, { bundle, signal });
  if (engine && !signal.aborted) {
    signal.addEventListener('abort', () => engine.worker.shutdown());
    logger.info({ city: city.code }, 'worker started');
    await engine.worker.run();
  }
  await engine?.close();
  await couriersEnd;
  packCheck.stop();
  await db.close();
  logger.info('worker stopped');
}

runMain(main, [CityPackError, CityChangedError]);
