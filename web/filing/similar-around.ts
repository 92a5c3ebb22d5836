import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { DraftContent } from '../../database/stores/draft-record';
import type { DraftRequest } from './draft-request';

const WITHIN_METERS = 100;

export type Around = Pick<DraftContent, 'latitude' | 'longitude' | 'category'>;

/** Open complaints of the same category nearby, the nearest first; only those that are not hidden. */
export async function similarAround(
  { context }: Pick<DraftRequest, 'context'>,
  { latitude, longitude, category }: Around,
): Promise<ComplaintRecord[]> {
  if (latitude === null || longitude === null || category === null) return [];
  const point = { latitude, longitude };
  const found = await context.complaints.nearby({ point, category, withinMeters: WITHIN_METERS });
  return found.filter(({ hiddenAt }) => hiddenAt === null);
}

export async function isNothingAround(
  filing: Pick<DraftRequest, 'context'>,
  around: Around,
): Promise<boolean> {
  return (await similarAround(filing, around)).length === 0;
}
