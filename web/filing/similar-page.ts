import type { PageResponse } from '../page-response';
import type { TypedPlace } from './draft-body';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { detourBefore, nextStep } from './next-step';
import { similarAround, type Around } from './similar-around';
import { similarView } from './similar-view';
import { whereErrors } from './step-errors';
import { stepsView } from './steps-view';
import { degreesIn } from './typed';

/** What has already been reported nearby: as a step of the form, and as an HTML fragment for the script. */
export async function similarPage(filing: DraftRequest): Promise<PageResponse> {
  const { request, locale, draft } = filing;
  if (request.query.latitude !== undefined) return piece(filing);
  const detour = detourBefore('similar', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const { t } = locale;
  return filingPage(locale, {
    template: 'similar',
    title: t('filing.similar.heading'),
    view: { steps: stepsView('where', locale), items: await itemsAround(filing, draft) },
  });
}

export async function sendDifferent(filing: DraftRequest): Promise<PageResponse> {
  const { context, draft } = filing;
  const detour = detourBefore('similar', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const changed = await context.drafts.change(draft.id, { similarSeen: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}

/** Requested each time that the pin comes to rest; also says if the pin is outside the city. */
async function piece(filing: DraftRequest): Promise<PageResponse> {
  const { context, request, locale, draft } = filing;
  await context.limits.count('nearby', { credential: { kind: 'none' }, address: request.address });
  const form = new Map(Object.entries(request.query));
  const [latitude, longitude] = [degreesIn(form, 'latitude', 90), degreesIn(form, 'longitude', 180)];
  const place: TypedPlace = { latitude, longitude, district: null, landmark: null };
  const [error] = latitude === null || longitude === null ? [] : whereErrors(place, filing);
  const around = { ...place, category: request.query.category ?? draft?.category ?? null };
  const view = { error: error?.error ?? null, items: error ? [] : await itemsAround(filing, around) };
  return filingPage(locale, { template: 'similar-piece', title: locale.t('filing.similar.heading'), view });
}

async function itemsAround(filing: DraftRequest, around: Around) {
  const point = { latitude: around.latitude ?? 0, longitude: around.longitude ?? 0 };
  return similarView(await similarAround(filing, around), { point, ...filing });
}
