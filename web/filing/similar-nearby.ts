import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { DraftContent } from '../../database/stores/draft-record';
import type { DraftRequest } from './draft-request';

const WITHIN_METERS = 100;

export type PlaceAndCategory = Pick<DraftContent, 'latitude' | 'longitude' | 'category'>;

/** Open complaints of the same category nearby, the nearest first; not those that are hidden. */
export async function similarNearby(
  { context }: Pick<DraftRequest, 'context'>,
  { latitude, longitude, category }: PlaceAndCategory,
): Promise<ComplaintRecord[]> {
  if (latitude === null || longitude === null || category === null) return [];
  const point = { latitude, longitude };
  const found = await context.complaints.nearby({ point, category, withinMeters: WITHIN_METERS });
  return found.filter(({ hiddenAt }) => hiddenAt === null);
}

export async function isNoneSimilarNearby(
  filing: Pick<DraftRequest, 'context'>,
  where: PlaceAndCategory,
): Promise<boolean> {
  return (await similarNearby(filing, where)).length === 0;
}
