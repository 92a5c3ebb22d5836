import { DefaultLogger, makeTelemetryFilterString, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';

const LEVELS: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/**
 * Sends the SDK's log to ours and serves its metrics (`temporal_*`) for Prometheus. Call once per process, before
 * all else.
 */
export function installEngineRuntime({
  logger,
  metricsAddress,
}: {
  logger: Logger;
  metricsAddress: string;
}): void {
  Runtime.install({
    // `main` decides when to stop. Otherwise SIGQUIT and SIGUSR2 would stop the engine's work and leave the couriers.
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', ({ level, message, meta }) =>
      logger[LEVELS[level]](
        {
          workflowId: meta?.['workflowId'],
          activity: meta?.['activityType'],
          attempt: meta?.['attempt'],
          failure: meta?.['failure'],
        },
        message,
      ),
    ),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
      metrics: { prometheus: { bindAddress: metricsAddress } },
    },
  });
}
