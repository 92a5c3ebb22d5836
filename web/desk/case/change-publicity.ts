import type { Visit } from '../../http/visit';
import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { problemFromError } from '../../../api/http/problem-from-error';
import { BLURRED_AREAS_AT_MOST } from '../../../api/photos/blur-photo';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { caseUrl } from '../list/row-view';
import { areasOf, gridFor, tickedCells } from './blur-grid';
import { openCase } from './open-case';
import { openPhoto, photoView, type FailedBlur, type OpenPhoto } from './photo-page';

/** Hides text, place and photos from the public, or shows them again. */
export async function changeCase(site: Site, visit: Visit): Promise<PageAnswer> {
  const { staff, complaint } = await openCase(site, visit);
  const { trackingCode } = complaint;
  const hidden = visit.form.get('hidden') === 'yes';
  const { credential } = staff.session;
  await site.acts.changeVisibility({ trackingCode, photo: null, hidden, form: visit.form, credential });
  return doneAt(caseUrl(trackingCode), hidden ? 'hidden' : 'shown');
}

/** The same for one photo. */
export async function changePhoto(site: Site, visit: Visit): Promise<PageAnswer> {
  const { staff, complaint, photo } = await openPhoto(site, visit);
  const { trackingCode } = complaint;
  const hidden = visit.form.get('hidden') === 'yes';
  const { credential } = staff.session;
  await site.acts.changeVisibility({ trackingCode, photo: photo.id, hidden, form: visit.form, credential });
  return doneAt(photo.url, hidden ? 'hidden' : 'shown');
}

/** Blurs what is ticked, for good. */
export async function blurTicked(site: Site, visit: Visit): Promise<PageAnswer> {
  const open = await openPhoto(site, visit);
  const grid = gridFor(open.photo.size);
  const ticked = tickedCells(visit.form, grid);
  const areas = areasOf(ticked, grid);
  const { say } = open.staff.speech;
  const refuse = (status: number, error: string, rest: Partial<FailedBlur> = {}) =>
    photoView(open, { done: null, failed: { status, error, ticked, ...rest } });
  if (areas.length === 0) return refuse(PROBLEMS.invalid.status, say('case.photos.nothingTicked'));
  if (areas.length > BLURRED_AREAS_AT_MOST)
    return refuse(PROBLEMS.invalid.status, say('case.photos.tooMany'));
  try {
    await blur(site, open, areas);
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code !== 'unavailable') throw error;
    const { headers } = problem.details;
    return refuse(PROBLEMS.unavailable.status, say('case.photos.busy'), headers ? { headers } : {});
  }
  return doneAt(open.photo.url, 'blurred');
}

function blur(site: Site, { photo, staff }: OpenPhoto, areas: ReturnType<typeof areasOf>): Promise<void> {
  return site.acts.blurPhoto({ photo: photo.id, areas, credential: staff.session.credential });
}

function doneAt(url: string, done: 'hidden' | 'shown' | 'blurred'): PageAnswer {
  return { kind: 'redirect', to: `${url}?done=${done}` };
}
