import type { DraftContent, DraftRecord } from '../../database/stores/draft-record';
import type { ResponseCookie, PageResponse } from '../page-response';
import type { FieldError } from '../forms/field-errors';
import { filingPage } from './filing-page';
import type { TypedWhat } from './draft-body';
import type { DraftRequest } from './draft-request';
import { nextStep } from './next-step';
import { findOrOpenDraft } from './find-or-open-draft';
import { photosOfForm } from './photos-of-form';
import { isNoneSimilarNearby } from './similar-nearby';
import { whatErrors } from './step-errors';
import { PHOTO_FIELD_ASSETS } from '../photo-field/photo-field';
import { removeDraftPhoto, removeUnnamed } from '../photo-field/named-photos';
import { keepableText, textIn, whatIn } from './read-typed';
import { takeTurn } from './wait-page';
import { whatView } from './what-view';

const NOTHING: TypedWhat = { description: null, category: null };

export async function whatPage(filing: DraftRequest): Promise<PageResponse> {
  const draft = filing.draft?.complaintId === null ? filing.draft : null;
  return page(filing, { typed: draft ?? NOTHING, draft, errors: [] });
}

/** Saves what was typed and the photos sent with it, and goes on if nothing is missing. */
export async function sendWhat(filing: DraftRequest): Promise<PageResponse> {
  const { typed, draft, cookies, photoErrors } = await takeWhat(filing);
  if (!draft) return { kind: 'redirect', to: '/file/sent' };
  if (filing.request.form.get('turn') === 'yes')
    return { ...(await takeTurn({ ...filing, draft })), cookies };
  const errors = [...whatErrors(typed, filing), ...photoErrors];
  if (errors.length > 0) return { ...page(filing, { typed, draft, errors }), cookies };
  return { kind: 'redirect', to: `/file/${nextStep(draft, filing)}`, cookies };
}

/** Saves as `sendWhat` does, but removes one photo and stays on the page. */
export async function removePhoto(filing: DraftRequest): Promise<PageResponse> {
  const { context, request, draft: before } = filing;
  const photoId = request.params.photo ?? '';
  if (before) await removeDraftPhoto(context, { draftId: before.id, photoId });
  const { typed, draft, cookies, photoErrors } = await takeWhat(filing);
  if (!draft) return { kind: 'redirect', to: '/file/sent' };
  if (photoErrors.length > 0) return { ...page(filing, { typed, draft, errors: photoErrors }), cookies };
  return { kind: 'redirect', to: '/file/what#photos', cookies };
}

/**
 * Takes text and photos that another app shares, where no service worker does. They are added to the draft: what it
 * holds stays.
 */
export async function takeShare(filing: DraftRequest): Promise<PageResponse> {
  const { request, draft: found } = filing;
  const before = found?.complaintId === null ? found : null;
  const texts = [before?.description, textIn(request.form, 'text')];
  const form = new Map([
    ['description', texts.filter(Boolean).join('\n')],
    ['category', before?.category ?? ''],
  ]);
  const { typed, draft, cookies, photoErrors } = await takeWhat({ ...filing, request: { ...request, form } });
  if (!draft) return { kind: 'redirect', to: '/file/sent' };
  const isKept = draft.description === typed.description;
  const errors = [...(isKept ? [] : whatErrors(typed, filing)), ...photoErrors];
  if (errors.length > 0) return { ...page(filing, { typed, draft, errors }), cookies };
  return { kind: 'redirect', to: '/file/what', cookies };
}

interface Taken {
  typed: TypedWhat;
  /** Null if it was filed meanwhile. */
  draft: DraftRecord | null;
  cookies: ResponseCookie[];
  photoErrors: FieldError[];
}

async function takeWhat(filing: DraftRequest): Promise<Taken> {
  const { context, request } = filing;
  const typed = whatIn(request.form);
  const { draft: before, cookies } = await findOrOpenDraft(filing);
  const photos = await removeUnnamed(context, { draft: before, form: request.form });
  const photoErrors = await photosOfForm(filing, { id: before.id, photos });
  const draft = await context.drafts.change(before.id, await patchOf(filing, { before, typed }));
  return { typed, draft, cookies, photoErrors };
}

/** If the text changed, the form asks about danger again; if the category did, it shows similar complaints again. */
async function patchOf(
  filing: DraftRequest,
  { before, typed }: { before: DraftRecord; typed: TypedWhat },
): Promise<Partial<DraftContent>> {
  const description = keepableText(typed.description);
  const category = filing.context.city.categories.find(({ code }) => code === typed.category)?.code ?? null;
  return {
    description,
    category,
    noDanger: before.noDanger && description === before.description,
    similarSeen:
      category === before.category
        ? before.similarSeen
        : await isNoneSimilarNearby(filing, { ...before, category }),
  };
}

interface Shown {
  typed: TypedWhat;
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
