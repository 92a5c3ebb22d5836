import { errorSummary } from '../../forms/field-errors';
import { htmlPage } from '../../html-page';
import { randomUUID } from 'node:crypto';
import { notFound } from '../../../api/http/problem';
import { can } from '../../../domain/permissions';
import { showComplaint } from '../../complaint/shown-complaint';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { caseUrl } from '../case-url';
import { cellName, cellsOf, gridFor, type Cell } from './blur-grid';
import { casePhotos, type CasePhoto } from './case-photos';
import { visibilityDone } from './case-page';
import { openCase, type OpenCase } from './open-case';

export interface OpenPhoto extends OpenCase {
  photo: CasePhoto;
}

/** @throws Problem `not_found` also for a photo of another complaint, and for those who may not hide photos */
export async function openPhoto(context: PagesContext, request: PageRequest): Promise<OpenPhoto> {
  const { staff, complaint } = await openCase(context, request);
  if (!can(staff.actor, 'hide', complaint)) throw notFound();
  const shown = await showComplaint(context, { complaint, actor: staff.actor });
  const photo = casePhotos(shown, staff.locale).find(({ id }) => id === request.params.photo);
  if (!photo) throw notFound();
  return { staff, complaint, photo };
}

/** The page of one photo, where it can be hidden, shown again, or blurred in part. */
export async function photoPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const open = await openPhoto(context, request);
  return photoView(open, { done: visibilityDone(request, open.staff.locale), failed: null });
}

export interface FailedBlur {
  status: number;
  headers?: Record<string, string>;
  error: string;
  ticked: readonly Cell[];
}

export function photoView(
  { staff, complaint, photo }: OpenPhoto,
  { done, failed }: { done: string | null; failed: FailedBlur | null },
): PageResponse {
  const { locale, session } = staff;
  const { t } = locale;
  const ticked = new Set((failed?.ticked ?? []).map(cellName));
  const heading = t('case.photos.manage');
  return htmlPage({
    failure: failed,
    template: 'desk/case/photo',
    title: heading,
    view: {
      code: complaint.trackingCode,
      back: caseUrl(complaint.trackingCode),
      photo,
      csrf: session.csrf,
      key: randomUUID(),
      done,
      summary: errorSummary(failed ? [{ field: 'blur', error: failed.error }] : [], locale),
      cells: cellsOf(gridFor(photo.size)).map((cell) => ({
        id: cellName(cell).replaceAll(':', '-'),
        name: cellName(cell),
        label: t('case.photos.cell', { row: String(cell.row + 1), column: String(cell.column + 1) }),
        isTicked: ticked.has(cellName(cell)),
      })),
    },
    styles: ['case.css'],
    scripts: ['case/blur.js'],
    locale,
  });
}
