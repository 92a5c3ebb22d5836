import { randomUUID } from 'node:crypto';
import { notFound } from '../../../api/http/problem';
import { can } from '../../../domain/permissions';
import { showComplaint } from '../../complaint/shown-complaint';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { caseUrl } from '../list/row-view';
import { cellName, cellsOf, gridFor, type Cell } from './blur-grid';
import { casePhotos, type CasePhoto } from './case-photos';
import { visibilityDone } from './case-page';
import { openCase, type OpenCase } from './open-case';

export interface OpenPhoto extends OpenCase {
  photo: CasePhoto;
}

/** @throws Problem `not_found` also for a photo of another complaint, and for who may hide none */
export async function openPhoto(site: Site, visit: Visit): Promise<OpenPhoto> {
  const { staff, complaint } = await openCase(site, visit);
  if (!can(staff.actor, 'hide', complaint)) throw notFound();
  const shown = await showComplaint(site, { complaint, actor: staff.actor });
  const photo = casePhotos(shown, staff.speech).find(({ id }) => id === visit.params.photo);
  if (!photo) throw notFound();
  return { staff, complaint, photo };
}

/** One photo, to be hidden, shown again, or blurred in part. */
export async function photoPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const open = await openPhoto(site, visit);
  return photoView(open, { done: visibilityDone(visit, open.staff.speech), failed: null });
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
): PageAnswer {
  const { speech, session } = staff;
  const { say } = speech;
  const ticked = new Set((failed?.ticked ?? []).map(cellName));
  const heading = say('case.photos.manage');
  return {
    kind: 'page',
    status: failed?.status ?? 200,
    headers: failed?.headers,
    template: 'desk/case/photo',
    title: heading,
    view: {
      heading,
      code: complaint.trackingCode,
      back: caseUrl(complaint.trackingCode),
      photo,
      csrf: session.csrf,
      key: randomUUID(),
      done,
      error: failed?.error ?? null,
      cells: cellsOf(gridFor(photo.size)).map((cell) => ({
        id: cellName(cell).replaceAll(':', '-'),
        name: cellName(cell),
        label: say('case.photos.cell', { row: String(cell.row + 1), column: String(cell.column + 1) }),
        isTicked: ticked.has(cellName(cell)),
      })),
    },
    styles: ['case.css'],
    scripts: ['case/blur.js'],
    speech,
    keepsAddress: true,
  };
}
