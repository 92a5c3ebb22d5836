import type { Point } from '../../city/city-pack';
import { districtOf } from '../../city/area-of';
import type { Locale } from '../../locale/locale';
import type { TypedPlace } from './draft-body';
import { errorAt, errorSummary, type FieldError } from '../forms/field-errors';
import { fieldView } from '../forms/field-view';
import { formOf } from '../forms/field-values';
import type { DraftRequest } from './draft-request';
import { DISTRICT, LANDMARK } from './step-fields';
import { mapView } from '../map/map-view';
import { stepsView } from './steps-view';

interface Shown {
  typed: TypedPlace;
  /** Where a photo was taken, if that is in the city. */
  photoPoint: Point | null;
  errors: readonly FieldError[];
}

export function whereView(
  { typed, photoPoint, errors }: Shown,
  { context: { assets, city, map, mapTiles, streets }, locale }: Pick<DraftRequest, 'context' | 'locale'>,
) {
  const { t, names } = locale;
  const { latitude, longitude, district, landmark } = typed;
  const point = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  const state = { form: formOf({ district, landmark }), errors };
  const { edges } = map.frame;
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
    streets: streets && {
      address: streets.address,
      library: `${assets.address}/vendor/protomaps-leaflet.js`,
    },
    picture: {
      ...mapView(map, {
        name: t('filing.where.picture', { city: names.city }),
        locale,
        pin: point,
        isPinned: true,
      }),
      bounds: [edges.west, edges.south, edges.east, edges.north].join(','),
      facts: map.facts(locale.language),
    },
    placeKinds: JSON.stringify(placeKinds(t)),
    photoAt: photoPoint ? `${photoPoint.latitude},${photoPoint.longitude}` : '',
    photoHint: photoPoint && t('filing.where.photoHint', { district: districtOf(city, photoPoint).name }),
    district: fieldView(DISTRICT, state, { city, locale }),
    landmark: fieldView(LANDMARK, state, { city, locale }),
  };
}

/** What a place found by its name is, by the name that the search has for it. */
function placeKinds(t: Locale['t']) {
  return {
    district: t('filing.where.kinds.district'),
    village: t('filing.where.kinds.village'),
    water: t('filing.where.kinds.water'),
    road: t('filing.where.kinds.road'),
    landmark: t('filing.where.kinds.landmark'),
  };
}
