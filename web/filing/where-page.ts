import { isServed } from '../../city/geography';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageResponse } from '../page-response';
import type { TypedPlace } from './draft-body';
import type { FieldError } from '../forms/field-errors';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { detourBefore, nextStep } from './next-step';
import { isNoneSimilarNearby } from './similar-nearby';
import { whereErrors } from './step-errors';
import { degreesIn, keepableText, textIn } from './read-typed';
import { whereView } from './where-view';

/** What marking a place needs, by asset name. */
export const PLACE_ASSETS = {
  styles: ['vendor/leaflet/leaflet.css', 'map.css', 'filing/place.css'],
  scripts: ['vendor/leaflet/leaflet.js'],
} as const;

export async function wherePage(filing: DraftRequest): Promise<PageResponse> {
  const { draft } = filing;
  const detour = detourBefore('where', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  return page(filing, { typed: draft, draft, errors: [] });
}

export async function sendWhere(filing: DraftRequest): Promise<PageResponse> {
  const { context, request, draft } = filing;
  const detour = detourBefore('where', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const typed = typedPlace(filing, draft);
  const isSamePlace = typed.latitude === draft.latitude && typed.longitude === draft.longitude;
  const changed = await context.drafts.change(draft.id, {
    ...typed,
    landmark: keepableText(typed.landmark),
    similarSeen: isSamePlace
      ? draft.similarSeen
      : await isNoneSimilarNearby(filing, { ...typed, category: draft.category }),
  });
  if (!changed) return { kind: 'redirect', to: '/file/sent' };
  if (request.form.get('use') === 'none') return { kind: 'redirect', to: '/file/where' };
  const errors = whereErrors(typed, filing);
  if (errors.length > 0) return page(filing, { typed, draft: changed, errors });
  return { kind: 'redirect', to: `/file/${nextStep(changed, filing)}` };
}

/** Keeps both: the point is the place, and the district is what remains if the point is removed. */
function typedPlace({ context, request: { form } }: DraftRequest, draft: DraftRecord): TypedPlace {
  const landmark = textIn(form, 'landmark');
  const ofPhoto = form.get('use') === 'photo' ? pointOfPhoto({ context }, draft) : null;
  const chosen = form.get('district');
  const district = context.city.districts.find(({ code }) => code === chosen)?.code ?? null;
  if (ofPhoto) return { ...ofPhoto, district, landmark };
  const [latitude, longitude] = [degreesIn(form, 'latitude', 90), degreesIn(form, 'longitude', 180)];
  const isPoint = latitude !== null && longitude !== null;
  if (isPoint && form.get('use') !== 'none') return { latitude, longitude, district, landmark };
  return { latitude: null, longitude: null, district, landmark };
}

/** Where the first photo with a position in the city was taken. */
export function pointOfPhoto(
  { context }: Pick<DraftRequest, 'context'>,
  { photos }: Pick<DraftRecord, 'photos'>,
) {
  const points = photos.flatMap(({ capture }) => (capture.point ? [capture.point] : []));
  return points.find((point) => isServed(context.city, point)) ?? null;
}

interface Shown {
  typed: TypedPlace;
  draft: DraftRecord;
  errors: readonly FieldError[];
}

function page(filing: DraftRequest, { typed, draft, errors }: Shown): PageResponse {
  const { locale } = filing;
  return filingPage(locale, {
    status: errors.length > 0 ? 422 : 200,
    template: 'where',
    title: locale.t('filing.where.heading'),
    view: whereView({ typed, photoPoint: pointOfPhoto(filing, draft), errors }, filing),
    styles: PLACE_ASSETS.styles,
    scripts: [...PLACE_ASSETS.scripts, 'filing/where.js'],
  });
}
