import type { Point } from '../../city/city-pack';
import { districtOf } from '../../city/geography';
import type { TypedPlace } from './draft-body';
import { fieldErrorsView, type FieldError } from '../forms/field-error';
import type { DraftRequest } from './draft-request';
import { stepsView } from './steps-view';

interface Shown {
  typed: TypedPlace;
  /** Where a photo was taken, if that is in the city. */
  photoPoint: Point | null;
  errors: readonly FieldError[];
}

export function whereView(
  { typed, photoPoint, errors }: Shown,
  { context: { city, mapTiles }, locale }: Pick<DraftRequest, 'context' | 'locale'>,
) {
  const { t } = locale;
  const { latitude, longitude, district, landmark } = typed;
  const point = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  const { summary, at } = fieldErrorsView(errors, locale);
  return {
    steps: stepsView('where', locale),
    summary,
    latitude: point ? String(point.latitude) : '',
    longitude: point ? String(point.longitude) : '',
    pinned:
      point && !at('place') ? t('filing.where.pinSet', { district: districtOf(city, point).name }) : null,
    hasPin: point !== null,
    placeError: at('place'),
    tiles: mapTiles ?? null,
    fromPhoto: photoPoint
      ? {
          hint: t('filing.where.photoHint', { district: districtOf(city, photoPoint).name }),
          point: `${photoPoint.latitude},${photoPoint.longitude}`,
        }
      : null,
    districtError: at('district'),
    districts: city.districts.map(({ code, name }) => ({ code, name, isChosen: code === district })),
    landmark: landmark ?? '',
    landmarkError: at('landmark'),
  };
}
