import type { PhotoRecord } from '../../database/readers/complaint-reader';
import type { PhotoView } from './complaint-schemas';

export function presentPhoto(
  { id, width, height, onTheSpot, hiddenAt }: PhotoRecord,
  { publicUrl }: { publicUrl: string },
): PhotoView {
  const address = `${publicUrl}/api/v1/photos/${id}`;
  return {
    id,
    width,
    height,
    onTheSpot,
    ...(hiddenAt === null ? {} : { hidden: true }),
    links: { full: `${address}/full`, thumbnail: `${address}/thumbnail` },
  };
}
