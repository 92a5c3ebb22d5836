import type { PageOptions } from '../../http/serve-page';
import { buttonRoute, type PageRoute } from '../../page-route';
import { caseUrl } from '../case-url';
import { casePage } from './case-page';
import { blurTicked, changeCase, changePhoto } from './change-publicity';
import { photoPage } from './photo-page';
import { sendCaseForm } from './send-case-form';
import { watchCase } from './watch-case';

const STAFF: PageOptions = { isSecret: true, needs: 'session' };
const CASE = caseUrl(':code');
const PHOTO = `${CASE}/photos/:photo`;

/** Pages about one case of the desk. */
export const caseRoutes: readonly PageRoute[] = [
  { path: CASE, get: casePage, post: sendCaseForm, options: STAFF },
  { path: `${CASE}/live`, get: watchCase, options: { ...STAFF, isAutomatic: true } },
  buttonRoute(CASE, 'visibility', { post: changeCase, options: STAFF }),
  { path: PHOTO, get: photoPage, options: STAFF },
  buttonRoute(PHOTO, 'visibility', { post: changePhoto, options: STAFF }),
  buttonRoute(PHOTO, 'blur', { post: blurTicked, options: STAFF }),
];
