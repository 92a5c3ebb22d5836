import type { PageAnswer } from '../page-answer';
import type { TypedPlace } from './draft-body';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { detourBefore, nextStep } from './next-step';
import { similarAround, type Around } from './similar-around';
import { similarView } from './similar-view';
import { whereFaults } from './step-faults';
import { stepsView } from './steps-view';
import { degreesIn } from './typed';

/** What was reported close by already: as the step before the next, and as a piece of a page for the script. */
export async function similarPage(filing: FilingVisit): Promise<PageAnswer> {
  const { visit, speech, draft } = filing;
  if (visit.query.latitude !== undefined) return piece(filing);
  const detour = detourBefore('similar', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const { say } = speech;
  return filingPage(speech, {
    template: 'similar',
    title: say('filing.similar.heading'),
    view: { steps: stepsView('where', speech), items: await itemsAround(filing, draft) },
  });
}

export async function sendDifferent(filing: FilingVisit): Promise<PageAnswer> {
  const { site, draft } = filing;
  const detour = detourBefore('similar', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const changed = await site.drafts.change(draft.id, { similarSeen: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}

/** Asked for each time that the pin comes to rest; also says that it lies outside the city. */
async function piece(filing: FilingVisit): Promise<PageAnswer> {
  const { site, visit, speech, draft } = filing;
  await site.limits.count('nearby', { credential: { kind: 'none' }, address: visit.address });
  const form = new Map(Object.entries(visit.query));
  const [latitude, longitude] = [degreesIn(form, 'latitude', 90), degreesIn(form, 'longitude', 180)];
  const place: TypedPlace = { latitude, longitude, district: null, landmark: null };
  const [fault] = latitude === null || longitude === null ? [] : whereFaults(place, filing);
  const around = { ...place, category: visit.query.category ?? draft?.category ?? null };
  const view = { error: fault?.error ?? null, items: fault ? [] : await itemsAround(filing, around) };
  return filingPage(speech, { template: 'similar-piece', title: speech.say('filing.similar.heading'), view });
}

async function itemsAround(filing: FilingVisit, around: Around) {
  const point = { latitude: around.latitude ?? 0, longitude: around.longitude ?? 0 };
  return similarView(await similarAround(filing, around), { point, ...filing });
}
