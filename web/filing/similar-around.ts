import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { DraftContent } from '../../database/stores/draft-record';
import type { FilingVisit } from './filing-visit';

const WITHIN_METERS = 100;

export type Around = Pick<DraftContent, 'latitude' | 'longitude' | 'category'>;

/** Open complaints of the same category close by, the nearest first; those that everybody may see. */
export async function similarAround(
  { site }: Pick<FilingVisit, 'site'>,
  { latitude, longitude, category }: Around,
): Promise<ComplaintRecord[]> {
  if (latitude === null || longitude === null || category === null) return [];
  const point = { latitude, longitude };
  const found = await site.complaints.nearby({ point, category, withinMeters: WITHIN_METERS });
  return found.filter(({ hiddenAt }) => hiddenAt === null);
}

export async function isNothingAround(filing: Pick<FilingVisit, 'site'>, around: Around): Promise<boolean> {
  return (await similarAround(filing, around)).length === 0;
}
