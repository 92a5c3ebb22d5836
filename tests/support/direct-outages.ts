import { createMoveOutageCases } from '../../activities/move-outage-cases';
import type { OutageEngine } from '../../api/outages/outage-engine';
import type { OutageWork } from '../../database/stores/outage-work';
import type { createDirectGateway } from './direct-gateway';

/** The engine's part of an outage in this process: it hears of it, and works when the test says so. */
export function createDirectOutages(
  outages: OutageWork,
  gateway: ReturnType<typeof createDirectGateway>,
): OutageEngine & { work(): Promise<void> } {
  const heard = new Set<string>();
  const moveOutageCases = createMoveOutageCases({
    outages,
    cases: {
      async act(request) {
        const outcome = await gateway.act(request);
        if (outcome.kind === 'unavailable') throw new Error('the engine is away');
        return outcome.kind === 'done' ? outcome : { kind: 'refused', code: outcome.refusal.code };
      },
    },
  });
  return {
    async wake(outageId) {
      heard.add(outageId);
    },
    async work() {
      for (const outageId of heard) {
        while (!(await moveOutageCases({ outageId }, () => undefined)));
        heard.delete(outageId);
      }
    },
  };
}
