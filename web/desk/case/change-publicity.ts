import type { PageRequest } from '../../http/page-request';
import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { problemFromError } from '../../../api/http/problem-from-error';
import { BLURRED_AREAS_AT_MOST } from '../../../api/photos/blur-photo';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { caseUrl } from '../case-url';
import { areasOf, gridFor, tickedCells } from './blur-grid';
import { openCase } from './open-case';
import { openPhoto, photoView, type FailedBlur, type OpenPhoto } from './photo-page';

/** Hides text, place and photos from the public, or shows them again. */
export async function changeCase(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { staff, complaint } = await openCase(context, request);
  const { trackingCode } = complaint;
  const hidden = request.form.get('hidden') === 'yes';
  const { credential } = staff.session;
  await context.acts.changeVisibility({ trackingCode, photo: null, hidden, form: request.form, credential });
  return doneAt(caseUrl(trackingCode), hidden ? 'hidden' : 'shown');
}

/** The same for one photo. */
export async function changePhoto(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { staff, complaint, photo } = await openPhoto(context, request);
  const { trackingCode } = complaint;
  const hidden = request.form.get('hidden') === 'yes';
  const { credential } = staff.session;
  await context.acts.changeVisibility({
    trackingCode,
    photo: photo.id,
    hidden,
    form: request.form,
    credential,
  });
  return doneAt(photo.url, hidden ? 'hidden' : 'shown');
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
): Promise<void> {
  return context.acts.blurPhoto({ photo: photo.id, areas, credential: staff.session.credential });
}

function doneAt(url: string, done: 'hidden' | 'shown' | 'blurred'): PageResponse {
  return { kind: 'redirect', to: `${url}?done=${done}` };
}
