import type { Point } from '../../city/city-pack';
import { districtOf } from '../../city/geography';
import type { TypedPlace } from './draft-body';
import { faultView, type Fault } from './fault';
import type { FilingVisit } from './filing-visit';
import { stepsView } from './steps-view';

interface Shown {
  typed: TypedPlace;
  /** Where a photo was taken, in the city. */
  photoPoint: Point | null;
  faults: readonly Fault[];
}

export function whereView(
  { typed, photoPoint, faults }: Shown,
  { site: { city, mapTiles }, speech }: Pick<FilingVisit, 'site' | 'speech'>,
) {
  const { say } = speech;
  const { latitude, longitude, district, landmark } = typed;
  const point = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  const { summary, at } = faultView(faults, speech);
  return {
    steps: stepsView('where', speech),
    summary,
    latitude: point ? String(point.latitude) : '',
    longitude: point ? String(point.longitude) : '',
    pinned:
      point && !at('place') ? say('filing.where.pinSet', { district: districtOf(city, point).name }) : null,
    hasPin: point !== null,
    placeError: at('place'),
    tiles: mapTiles ?? null,
    fromPhoto: photoPoint
      ? {
          hint: say('filing.where.photoHint', { district: districtOf(city, photoPoint).name }),
          point: `${photoPoint.latitude},${photoPoint.longitude}`,
        }
      : null,
    districtError: at('district'),
    districts: city.districts.map(({ code, name }) => ({ code, name, isChosen: code === district })),
    landmark: landmark ?? '',
    landmarkError: at('landmark'),
  };
}
