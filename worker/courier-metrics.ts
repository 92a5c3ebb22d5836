import type { MetricMeter } from '@temporalio/common';
import type { CourierMetrics } from '../delivery/courier-deps';

/**
 * Metrics of the couriers, served beside the engine's own.
 * @param meter the meter of the engine's runtime
 */
export function createCourierMetrics(meter: MetricMeter): CourierMetrics {
  const attempts = meter.createCounter(
    'sikesal_courier_attempts',
    undefined,
    'Attempts to deliver a notification',
  );
  const duration = meter.createHistogram(
    'sikesal_courier_attempt_ms',
    'int',
    'ms',
    'How long an attempt took',
  );
  return {
    attempted({ kind, outcome, durationMs }) {
      attempts.add(1, { kind, outcome });
      duration.record(Math.round(durationMs), { outcome });
    },
  };
}
