import { CityPackError } from '../city/city-pack-error';
import { readEnvironment } from '../config/environment';
import { errorName } from '../config/error-name';
import { createLogger } from '../config/logger';
import { runMain } from '../config/run-main';
import { checkPackAtStart } from '../database/check-pack-at-start';
import { CityChangedError } from '../database/stores/city-changed-error';
import { composeServer } from './compose/compose-server';
import { repeat } from './repeat';
import { drain, listenOn } from './serve';

const SWEEP_EVERY_MS = 3_600_000;
const OUTAGES_EVERY_MS = 30_000;
const CITY_EVERY_MS = 30_000;

async function main(fail: (error: unknown) => void): Promise<void> {
  const settings = readEnvironment(process.env);
  const logger = createLogger({ name: 'api', level: settings.LOG_LEVEL });
  const {
    app,
    engine,
    watchdog,
    transport,
    photoIntake,
    db,
    city,
    live,
    publisher,
    sweepReporters,
    sweepSignIns,
    sweepDrafts,
    resumeOutages,
    followCity,
    sweepStrayPhotos,
    forget,
    promises,
  } = await composeServer({
    settings,
    logger,
  });
  const packCheck = await checkPackAtStart({
    ...{ db, city, onMisfit: fail },
    onDelay: (error) =>
      logger.warn({ failure: errorName(error) }, 'the city pack is compared with the database later'),
  });
  const server = await listenOn({ app, host: settings.HOST, port: settings.PORT });
  engine.relay.start();
  watchdog.start();
  void live.start();
  publisher.start();
  const sweeping = [
    repeat({ name: 'retention', everyMs: SWEEP_EVERY_MS, work: sweepReporters, logger }),
    repeat({ name: 'sign-ins', everyMs: SWEEP_EVERY_MS, work: sweepSignIns, logger }),
    repeat({ name: 'drafts', everyMs: SWEEP_EVERY_MS, work: sweepDrafts, logger }),
    repeat({ name: 'outages', everyMs: OUTAGES_EVERY_MS, work: resumeOutages, logger }),
    repeat({ name: 'city', everyMs: CITY_EVERY_MS, work: followCity, logger }),
    repeat({ name: 'photos', everyMs: SWEEP_EVERY_MS, work: sweepStrayPhotos, logger }),
    repeat({ name: 'forgetting', everyMs: SWEEP_EVERY_MS, work: forget, logger }),
    repeat({ name: 'promises', everyMs: SWEEP_EVERY_MS, work: () => promises.run(), logger }),
  ];
  logger.info({ port: settings.PORT }, 'api started');

  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  packCheck.stop();
  for (const each of sweeping) each.end();
  watchdog.stop();
  // Before the server drains: an open stream would hold it up.
  await live.stop();
  await drain(server);
  await engine.relay.stop();
  await publisher.stop();
  transport.close();
  photoIntake.close();
  await engine.client.connection.close();
  await db.close();
  logger.info('api stopped');
}

runMain(main, [CityPackError, CityChangedError]);
