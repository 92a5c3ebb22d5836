import type { CourierSettings } from './courier-settings';

/**
 * Whether the channel as a whole seems down. An outage of hours must not push each notification's backoff to
 * hours.
 */
export interface Outage {
  isOn(): boolean;
  /** Milliseconds until the next probe may be sent. */
  probeInMs(): number;
  unreachable(): void;
  reached(): void;
}

export function createOutage({ afterFailures, probeMs }: CourierSettings['outage']): Outage {
  let failures = 0;
  /** By this process's monotonic clock. */
  let probeAt = 0;
  const isOn = () => failures >= afterFailures;
  return {
    isOn,
    probeInMs: () => Math.max(0, probeAt - performance.now()),
    unreachable() {
      failures += 1;
      if (isOn()) probeAt = performance.now() + probeMs;
    },
    reached() {
      failures = 0;
      probeAt = 0;
    },
  };
}
