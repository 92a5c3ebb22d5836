import type { StatisticsReader } from '../../database/readers/statistics-reader';
import { hoursAfter } from '../../domain/instant';
import { SHARE_DAYS } from './totals-view';
import type { OnTime } from './wall-board';

interface SharesDeps {
  statistics: Pick<StatisticsReader, 'onTimeShare'>;
  /** Codes of the agencies that a wall can be narrowed to. */
  agencies: readonly string[];
}

/** A share of thirty days changes slowly. */
const KEPT_MS = 60_000;

/** The share of kept promises, of the city and of each agency; counted once a minute, whoever looks. */
export function createOnTimeShares({ statistics, agencies }: SharesDeps): () => Promise<OnTime> {
  let kept: { shares: OnTime; countedAt: number } | null = null;

  async function count(): Promise<OnTime> {
    const since = hoursAfter(Date.now(), -24 * SHARE_DAYS);
    const [all, ...each] = await Promise.all([
      statistics.onTimeShare({ since, agencies: 'all' }),
      ...agencies.map((agency) => statistics.onTimeShare({ since, agencies: [agency] })),
    ]);
    const ofAgency = new Map(agencies.map((agency, index) => [agency, each[index]]));
    return (agency) => (agency === null ? all : ofAgency.get(agency)) ?? { total: 0, onTime: 0 };
  }

  return async () => {
    if (!kept || performance.now() - kept.countedAt > KEPT_MS) {
      kept = { shares: await count(), countedAt: performance.now() };
    }
    return kept.shares;
  };
}
