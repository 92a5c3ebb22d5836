import { readEnvironment } from '../config/environment';
import { createLogger } from '../config/logger';
import { composeApi } from './compose/compose-api';
import { drain, listenOn } from './serve';

async function main(): Promise<void> {
  const settings = readEnvironment(process.env);
  const logger = createLogger({ name: 'api', level: settings.LOG_LEVEL });
  const { app, engine, watchdog, transport, db } = await composeApi({ settings, logger });
  const server = await listenOn({ app, host: settings.HOST, port: settings.PORT });
  engine.relay.start();
  watchdog.start();
  logger.info({ port: settings.PORT }, 'api started');

  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  watchdog.stop();
  await drain(server);
  await engine.relay.stop();
  transport.close();
  await engine.client.connection.close();
  await db.close();
  logger.info('api stopped');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
