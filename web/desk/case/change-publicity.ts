import type { PageRequest } from '../../http/page-request';
import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { problemFromError } from '../../../api/http/problem-from-error';
import { BLURRED_AREAS_AT_MOST } from '../../../api/photos/blur-photo';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { formKey } from '../../forms/form-key';
import { caseUrl } from '../case-url';
import { areasOf, gridFor, tickedCells } from './blur-grid';
import { openCase, type OpenCase } from './open-case';
import { openPhoto, photoView, type FailedBlur, type OpenPhoto } from './photo-page';

/** Hides text, place and photos from the public, or shows them again. */
export async function changeCase(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const open = await openCase(context, request);
  return doneAt(caseUrl(open.complaint.trackingCode), await changeVisibility(context, request, open));
}

/** The same for one photo. */
export async function changePhoto(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const open = await openPhoto(context, request);
  return doneAt(open.photo.url, await changeVisibility(context, request, open));
}

async function changeVisibility(
  context: PagesContext,
  { form }: PageRequest,
  { staff, complaint, photo }: OpenCase & Partial<Pick<OpenPhoto, 'photo'>>,
): Promise<'hidden' | 'shown'> {
  const hidden = form.get('hidden') === 'yes';
  await context.execute(context.operations.changeVisibility, {
    params: { code: complaint.trackingCode },
    body: { hidden, ...(photo ? { photo: photo.id } : {}) },
    credential: staff.session.credential,
    idempotencyKey: formKey(form),
  });
  return hidden ? 'hidden' : 'shown';
}

/** Blurs the ticked cells for good. */
export async function blurTicked(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const open = await openPhoto(context, request);
  const grid = gridFor(open.photo.size);
  const ticked = tickedCells(request.form, grid);
  const areas = areasOf(ticked, grid);
  const { t } = open.staff.locale;
  const refuse = (status: number, error: string, rest: Partial<FailedBlur> = {}) =>
    photoView(open, { done: null, failed: { status, error, ticked, ...rest } });
  if (areas.length === 0) return refuse(PROBLEMS.invalid.status, t('case.photos.nothingTicked'));
  if (areas.length > BLURRED_AREAS_AT_MOST) return refuse(PROBLEMS.invalid.status, t('case.photos.tooMany'));
  try {
    await blur(context, open, areas);
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code !== 'unavailable') throw error;
    const { headers } = problem.details;
    return refuse(PROBLEMS.unavailable.status, t('case.photos.busy'), headers ? { headers } : {});
  }
  return doneAt(open.photo.url, 'blurred');
}

function blur(
  context: PagesContext,
  { photo, staff }: OpenPhoto,
  areas: ReturnType<typeof areasOf>,
): Promise<unknown> {
  const { credential } = staff.session;
  return context.execute(context.operations.blurPhoto, {
    params: { photo: photo.id },
    body: { areas },
    credential,
  });
}

function doneAt(url: string, done: 'hidden' | 'shown' | 'blurred'): PageResponse {
  return { kind: 'redirect', to: `${url}?done=${done}` };
}
