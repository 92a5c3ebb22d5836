import type { StatisticsReader } from '../../database/readers/statistics-reader';
import { hoursAfter } from '../../domain/instant';
import { SHARE_DAYS } from './totals-view';
import type { OnTime } from './wall-board';

interface SharesDeps {
  statistics: Pick<StatisticsReader, 'onTimeShares'>;
}

/** A share of thirty days changes slowly. */
const KEPT_MS = 60_000;

/** The share of kept promises, of the city and of each agency; counted at most once a minute for all viewers. */
export function createOnTimeShares({ statistics }: SharesDeps): () => Promise<OnTime> {
  let kept: { shares: OnTime; countedAt: number } | null = null;

  async function count(): Promise<OnTime> {
    const until = Date.now();
    const shares = await statistics.onTimeShares({ since: hoursAfter(until, -24 * SHARE_DAYS), until });
    return (agency) => {
      const asked = shares.filter((share) => agency === null || share.agency === agency);
      const sum = (what: 'total' | 'onTime') => asked.reduce((all, share) => all + share[what], 0);
      return { total: sum('total'), onTime: sum('onTime') };
    };
  }

  return async () => {
    if (!kept || performance.now() - kept.countedAt > KEPT_MS) {
      kept = { shares: await count(), countedAt: performance.now() };
    }
    return kept.shares;
  };
}
