import type { DraftContent, DraftRecord } from '../../database/stores/draft-record';
import type { AnswerCookie, PageAnswer } from '../page-answer';
import type { Fault } from './fault';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { nextStep } from './next-step';
import { ownDraft } from './own-draft';
import { photosOfForm } from './photos-of-form';
import { isNothingAround } from './similar-around';
import { whatFaults } from './step-faults';
import { PHOTO_FIELD_ASSETS } from '../photo-field/photo-field';
import { removeDraftPhoto, removeUnnamed } from '../photo-field/named-photos';
import { keepable, typedIn } from './typed';
import { takeTurn } from './wait-page';
import { whatView } from './what-view';

type Typed = Pick<DraftContent, 'description' | 'category'>;

const NOTHING: Typed = { description: null, category: null };

export async function whatPage(filing: FilingVisit): Promise<PageAnswer> {
  const draft = filing.draft?.complaintId === null ? filing.draft : null;
  return page(filing, { typed: draft ?? NOTHING, draft, faults: [] });
}

/** Keeps what was told, takes the photos that came along, and goes on when nothing is missing. */
export async function sendWhat(filing: FilingVisit): Promise<PageAnswer> {
  const { typed, draft, cookies, photoFaults } = await takeWhat(filing);
  if (!draft) return { kind: 'redirect', to: '/file/sent' };
  if (filing.visit.form.get('turn') === 'yes') return { ...(await takeTurn({ ...filing, draft })), cookies };
  const faults = [...whatFaults(typed, filing), ...photoFaults];
  if (faults.length > 0) return { ...page(filing, { typed, draft, faults }), cookies };
  return { kind: 'redirect', to: `/file/${nextStep(draft, filing)}`, cookies };
}

/** The same, with one photo less and without going on. */
export async function removePhoto(filing: FilingVisit): Promise<PageAnswer> {
  const { site, visit, draft: before } = filing;
  const photoId = visit.params.photo ?? '';
  if (before) await removeDraftPhoto(site, { draftId: before.id, photoId });
  const { typed, draft, cookies, photoFaults } = await takeWhat(filing);
  if (!draft) return { kind: 'redirect', to: '/file/sent' };
  if (photoFaults.length > 0) return { ...page(filing, { typed, draft, faults: photoFaults }), cookies };
  return { kind: 'redirect', to: '/file/what#photos', cookies };
}

interface Taken {
  typed: Typed;
  /** Null when it was filed meanwhile. */
  draft: DraftRecord | null;
  cookies: AnswerCookie[];
  photoFaults: Fault[];
}

async function takeWhat(filing: FilingVisit): Promise<Taken> {
  const { site, visit } = filing;
  const typed = {
    description: typedIn(visit.form, 'description'),
    category: typedIn(visit.form, 'category'),
  };
  const { draft: before, cookies } = await ownDraft(filing);
  const photos = await removeUnnamed(site, { draft: before, form: visit.form });
  const photoFaults = await photosOfForm(filing, { id: before.id, photos });
  const draft = await site.drafts.change(before.id, await patchOf(filing, { before, typed }));
  return { typed, draft, cookies, photoFaults };
}

/** Another text is asked anew about danger, another category about what was reported around. */
async function patchOf(
  filing: FilingVisit,
  { before, typed }: { before: DraftRecord; typed: Typed },
): Promise<Partial<DraftContent>> {
  const description = keepable(typed.description);
  const category = filing.site.city.categories.find(({ code }) => code === typed.category)?.code ?? null;
  return {
    description,
    category,
    noDanger: before.noDanger && description === before.description,
    similarSeen:
      category === before.category
        ? before.similarSeen
        : await isNothingAround(filing, { ...before, category }),
  };
}

interface Shown {
  typed: Typed;
  draft: DraftRecord | null;
  faults: readonly Fault[];
}

function page({ site, speech }: FilingVisit, { typed, draft, faults }: Shown): PageAnswer {
  return filingPage(speech, {
    status: faults.length > 0 ? 422 : 200,
    template: 'what',
    title: speech.say('filing.what.heading'),
    view: whatView({ typed, photos: draft?.photos ?? [], faults }, { site, speech }),
    styles: PHOTO_FIELD_ASSETS.styles,
    scripts: [...PHOTO_FIELD_ASSETS.scripts, 'filing/what.js'],
  });
}
