import type { CourierSettings } from './courier-settings';

/** Whether the channel as a whole seems down, so that an outage of hours costs each notification no backoff of hours. */
export interface Outage {
  isOn(): boolean;
  /** In how many milliseconds the next probe may go. */
  probeInMs(): number;
  unreachable(): void;
  reached(): void;
}

export function createOutage({ afterFailures, probeMs }: CourierSettings['outage']): Outage {
  let failures = 0;
  /** On the clock of this process that nobody sets. */
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
