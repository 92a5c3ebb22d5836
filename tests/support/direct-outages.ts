import { createMoveOutageCases } from '../../activities/move-outage-cases';
import type { Cases } from '../../database/cases/advance-case';
import type { OutageWork } from '../../database/stores/outage-work';
import type { Instant } from '../../domain/instant';
import type { OutageClient } from '../../engine/outage-client';

interface DirectOutagesDeps {
  outages: OutageWork;
  cases: Cases;
  clock: () => Instant;
}

/** The engine's part in outages, in this process: it remembers those it is woken for, and works when told to. */
export function createDirectOutages({
  outages,
  cases,
  clock,
}: DirectOutagesDeps): Pick<OutageClient, 'wake'> & { work(): Promise<void> } {
  const heard = new Set<string>();
  const moveOutageCases = createMoveOutageCases({ outages, cases, wake: () => undefined });
  return {
    async wake(outageId) {
      heard.add(outageId);
    },
    async work() {
      for (const outageId of heard) {
        while (!(await moveOutageCases({ outageId, at: clock() }, () => undefined)));
        heard.delete(outageId);
      }
    },
  };
}
