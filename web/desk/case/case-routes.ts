import type { PageHandler, PageOptions } from '../../http/serve-page';
import type { PageRoute } from '../../page-route';
import { caseUrl } from '../case-url';
import { casePage } from './case-page';
import { blurTicked, changeCase, changePhoto } from './change-publicity';
import { photoPage } from './photo-page';
import { sendCaseForm } from './send-case-form';
import { watchCase } from './watch-case';

const STAFF: PageOptions = { isSecret: true, needs: 'session' };
const CASE = caseUrl(':code');
const PHOTO = `${CASE}/photos/:photo`;

/** Redirects a GET of a form's address, as after a new sign-in, to the form's page. */
const backTo =
  (path: (params: { code: string; photo: string }) => string): PageHandler =>
  async (_site, { params: { code = '', photo = '' } }) => ({
    kind: 'redirect',
    to: path({ code: encodeURIComponent(code), photo: encodeURIComponent(photo) }),
  });

const backToCase = backTo(({ code }) => caseUrl(code));
const backToPhoto = backTo(({ code, photo }) => `${caseUrl(code)}/photos/${photo}`);

/** Pages about one case of the desk. */
export const caseRoutes: readonly PageRoute[] = [
  { path: CASE, get: casePage, post: sendCaseForm, options: STAFF },
  { path: `${CASE}/live`, get: watchCase, options: { ...STAFF, isAutomatic: true } },
  { path: `${CASE}/visibility`, get: backToCase, post: changeCase, options: STAFF },
  { path: PHOTO, get: photoPage, options: STAFF },
  { path: `${PHOTO}/visibility`, get: backToPhoto, post: changePhoto, options: STAFF },
  { path: `${PHOTO}/blur`, get: backToPhoto, post: blurTicked, options: STAFF },
];
