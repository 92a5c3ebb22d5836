import type { DraftContent, DraftRecord } from '../../database/stores/draft-record';
import type { ResponseCookie, PageResponse } from '../page-response';
import type { FieldError } from '../forms/field-errors';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { nextStep } from './next-step';
import { ownDraft } from './own-draft';
import { photosOfForm } from './photos-of-form';
import { isNothingAround } from './similar-around';
import { whatErrors } from './step-errors';
import { PHOTO_FIELD_ASSETS } from '../photo-field/photo-field';
import { removeDraftPhoto, removeUnnamed } from '../photo-field/named-photos';
import { keepable, typedIn } from './typed';
import { takeTurn } from './wait-page';
import { whatView } from './what-view';

type Typed = Pick<DraftContent, 'description' | 'category'>;

const NOTHING: Typed = { description: null, category: null };

export async function whatPage(filing: DraftRequest): Promise<PageResponse> {
  const draft = filing.draft?.complaintId === null ? filing.draft : null;
  return page(filing, { typed: draft ?? NOTHING, draft, errors: [] });
}

/** Saves what was typed, takes the photos that came along, and goes on if nothing is missing. */
export async function sendWhat(filing: DraftRequest): Promise<PageResponse> {
  const { typed, draft, cookies, photoErrors } = await takeWhat(filing);
  if (!draft) return { kind: 'redirect', to: '/file/sent' };
  if (filing.request.form.get('turn') === 'yes')
    return { ...(await takeTurn({ ...filing, draft })), cookies };
  const errors = [...whatErrors(typed, filing), ...photoErrors];
  if (errors.length > 0) return { ...page(filing, { typed, draft, errors }), cookies };
  return { kind: 'redirect', to: `/file/${nextStep(draft, filing)}`, cookies };
}

/** The same, but removes one photo and stays on the page. */
export async function removePhoto(filing: DraftRequest): Promise<PageResponse> {
  const { context, request, draft: before } = filing;
  const photoId = request.params.photo ?? '';
  if (before) await removeDraftPhoto(context, { draftId: before.id, photoId });
  const { typed, draft, cookies, photoErrors } = await takeWhat(filing);
  if (!draft) return { kind: 'redirect', to: '/file/sent' };
  if (photoErrors.length > 0) return { ...page(filing, { typed, draft, errors: photoErrors }), cookies };
  return { kind: 'redirect', to: '/file/what#photos', cookies };
}

interface Taken {
  typed: Typed;
  /** Null if it was filed meanwhile. */
  draft: DraftRecord | null;
  cookies: ResponseCookie[];
  photoErrors: FieldError[];
}

async function takeWhat(filing: DraftRequest): Promise<Taken> {
  const { context, request } = filing;
  const typed = {
    description: typedIn(request.form, 'description'),
    category: typedIn(request.form, 'category'),
  };
  const { draft: before, cookies } = await ownDraft(filing);
  const photos = await removeUnnamed(context, { draft: before, form: request.form });
  const photoErrors = await photosOfForm(filing, { id: before.id, photos });
  const draft = await context.drafts.change(before.id, await patchOf(filing, { before, typed }));
  return { typed, draft, cookies, photoErrors };
}

/** A changed text asks about danger again, a changed category about similar complaints nearby. */
async function patchOf(
  filing: DraftRequest,
  { before, typed }: { before: DraftRecord; typed: Typed },
): Promise<Partial<DraftContent>> {
  const description = keepable(typed.description);
  const category = filing.context.city.categories.find(({ code }) => code === typed.category)?.code ?? null;
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
  errors: readonly FieldError[];
}

function page({ context, locale }: DraftRequest, { typed, draft, errors }: Shown): PageResponse {
  return filingPage(locale, {
    status: errors.length > 0 ? 422 : 200,
    template: 'what',
    title: locale.t('filing.what.heading'),
    view: whatView({ typed, photos: draft?.photos ?? [], errors }, { context, locale }),
    styles: PHOTO_FIELD_ASSETS.styles,
    scripts: [...PHOTO_FIELD_ASSETS.scripts, 'filing/what.js'],
  });
}
