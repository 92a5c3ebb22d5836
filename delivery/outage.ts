import type { Instant } from '../domain/instant';
import type { CourierSettings } from './courier-settings';

/** Whether the channel as a whole seems down, so that an outage of hours costs each notification no backoff of hours. */
export interface Outage {
  isOn(): boolean;
  /** When the next probe may go; 0 while all is well. */
  probeAt(): Instant;
  unreachable(at: Instant): void;
  reached(): void;
}

export function createOutage({ afterFailures, probeMs }: CourierSettings['outage']): Outage {
  let failures = 0;
  let probeAt: Instant = 0;
  const isOn = () => failures >= afterFailures;
  return {
    isOn,
    probeAt: () => probeAt,
    unreachable(at) {
      failures += 1;
      if (isOn()) probeAt = at + probeMs;
    },
    reached() {
      failures = 0;
      probeAt = 0;
    },
  };
}
