import type { PageResponse } from '../page-response';
import type { TypedPlace } from './draft-body';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { detourBefore, nextStep } from './next-step';
import { similarNearby, type PlaceAndCategory } from './similar-nearby';
import { similarView } from './similar-view';
import { whereErrors } from './step-errors';
import { stepsView } from './steps-view';
import { degreesIn } from './read-typed';

/** Similar complaints nearby: as a step of the form, and as an HTML fragment for the script of the step before. */
export async function similarPage(filing: DraftRequest): Promise<PageResponse> {
  const { request, locale, draft } = filing;
  if (request.query.latitude !== undefined) return fragment(filing);
  const detour = detourBefore('similar', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const { t } = locale;
  return filingPage(locale, {
    template: 'similar',
    title: t('filing.similar.heading'),
    view: { steps: stepsView('where', locale), items: await similarItems(filing, draft) },
  });
}

/** “None of these, go on.” */
export async function sendNoneSimilar(filing: DraftRequest): Promise<PageResponse> {
  const { context, draft } = filing;
  const detour = detourBefore('similar', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const changed = await context.drafts.change(draft.id, { similarSeen: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}

/** The script requests it each time that the pin has been moved. Says, too, if the pin is outside the city. */
async function fragment(filing: DraftRequest): Promise<PageResponse> {
  const { context, request, locale, draft } = filing;
  await context.limits.count('nearby', { credential: { kind: 'none' }, address: request.address });
  const form = new Map(Object.entries(request.query));
  const [latitude, longitude] = [degreesIn(form, 'latitude', 90), degreesIn(form, 'longitude', 180)];
  const place: TypedPlace = { latitude, longitude, district: null, landmark: null };
  const [error] = latitude === null || longitude === null ? [] : whereErrors(place, filing);
  const placeAndCategory = { ...place, category: request.query.category ?? draft?.category ?? null };
  const view = {
    error: error?.error ?? null,
    items: error ? [] : await similarItems(filing, placeAndCategory),
  };
  return filingPage(locale, {
    template: 'similar-fragment',
    title: locale.t('filing.similar.heading'),
    view,
  });
}

async function similarItems(filing: DraftRequest, where: PlaceAndCategory) {
  const point = { latitude: where.latitude ?? 0, longitude: where.longitude ?? 0 };
  return similarView(await similarNearby(filing, where), { point, ...filing });
}
