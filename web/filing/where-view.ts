import type { Point } from '../../city/city-pack';
import { districtOf } from '../../city/area-of';
import type { TypedPlace } from './draft-body';
import { errorAt, errorSummary, type FieldError } from '../forms/field-errors';
import { fieldView } from '../forms/field-view';
import { formOf } from '../forms/field-values';
import type { DraftRequest } from './draft-request';
import { DISTRICT, LANDMARK } from './step-fields';
import { stepsView } from './steps-view';

interface Shown {
  typed: TypedPlace;
  /** Where a photo was taken, if that is in the city. */
  photoPoint: Point | null;
  errors: readonly FieldError[];
}

export function whereView(
  { typed, photoPoint, errors }: Shown,
  { context: { city, map, mapTiles }, locale }: Pick<DraftRequest, 'context' | 'locale'>,
) {
  const { t } = locale;
  const { latitude, longitude, district, landmark } = typed;
  const point = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  const state = { form: formOf({ district, landmark }), errors };
  const placeError = errorAt(errors, 'place');
  return {
    steps: stepsView('where', locale),
    summary: errorSummary(errors, locale),
    latitude: point ? String(point.latitude) : '',
    longitude: point ? String(point.longitude) : '',
    pinStatus:
      point && !placeError ? t('filing.where.pinSet', { district: districtOf(city, point).name }) : null,
    hasPin: point !== null,
    placeError,
    tiles: mapTiles ?? null,
    facts: map.facts(locale.language),
    photoAt: photoPoint ? `${photoPoint.latitude},${photoPoint.longitude}` : '',
    photoHint: photoPoint && t('filing.where.photoHint', { district: districtOf(city, photoPoint).name }),
    district: fieldView(DISTRICT, state, { city, locale }),
    landmark: fieldView(LANDMARK, state, { city, locale }),
  };
}
