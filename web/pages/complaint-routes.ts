import { Problem } from '../../api/http/problem';
import type { FormName } from '../forms/act-fields';
import { STAFF_FORMS } from '../forms/staff-forms';
import { NOTHING_POSTED, readForm } from '../http/read-form';
import type { PageHandler, PageOptions } from '../http/serve-page';
import { withToken } from '../links/link-urls';
import type { PageRoute } from '../page-route';
import { accessibilityPage, helpPage, privacyPage } from './about-pages';
import { actPage, sendStaffForm } from './act-page';
import { confirmAddress, confirmPage, stopMails, stopPage } from './address-pages';
import { correctAddress } from './correct-address';
import { findByCode, homePage } from './home-page';
import { myPage, sendMyForm } from './my-page';
import { sendSupport, supportPage } from '../support/support-page';
import { seenByPerson } from './seen-page';
import { trackPage } from './track-page';
import { withdrawPage } from './withdraw-page';

const OPEN: PageOptions = { isSecret: false };
const KEPT: PageOptions = { ...OPEN, mayBeKept: true };
const SECRET: PageOptions = { isSecret: true };

/** Redirects a GET of a form's address to the form's page. */
const backToMine: PageHandler = async (_site, request) => ({
  kind: 'redirect',
  to: withToken(`/my/${encodeURIComponent(request.params.code ?? '')}`, request),
});

const sendNamedForm: PageHandler = (context, request) => {
  const name = STAFF_FORMS.find((each) => each === request.form.get('act'));
  if (!name) throw new Problem({ code: 'malformed', detail: 'The form does not say which act it is.' });
  return sendStaffForm(context, request, name);
};

/** Mail programs may send their one click as multipart (RFC 8058); our own stop form does not. */
const readStopForm: NonNullable<PageOptions['read']> = async (request, response) =>
  request.is('multipart/form-data')
    ? { ...NOTHING_POSTED, form: new Map([['List-Unsubscribe', 'One-Click']]) }
    : readForm(request, response);

const MY_FORMS = ['confirm', 'reopen', 'answer', 'rating'] as const satisfies readonly FormName[];

/** The front page, a complaint's public page, and a page for every kind of mailed link. */
export const complaintRoutes: readonly PageRoute[] = [
  { path: '/', get: homePage, options: KEPT },
  { path: '/help', get: helpPage, options: KEPT },
  { path: '/privacy', get: privacyPage, options: KEPT },
  { path: '/accessibility', get: accessibilityPage, options: KEPT },
  { path: '/track', get: findByCode, options: OPEN },
  { path: '/track/:code', get: trackPage, options: KEPT },
  { path: '/track/:code/support', get: supportPage, post: sendSupport, options: OPEN },
  { path: '/my/:code', get: myPage, options: SECRET },
  ...MY_FORMS.map(
    (name) =>
      ({
        path: `/my/:code/${name}`,
        get: backToMine,
        post: (context, request) => sendMyForm(context, request, name),
        options: SECRET,
      }) satisfies PageRoute,
  ),
  {
    path: '/my/:code/withdraw',
    get: withdrawPage,
    post: (context, request) => sendMyForm(context, request, 'withdraw'),
    options: SECRET,
  },
  { path: '/my/:code/seen', get: backToMine, post: seenByPerson, options: SECRET },
  { path: '/my/:code/address', get: backToMine, post: correctAddress, options: SECRET },
  { path: '/confirm/:code', get: confirmPage, post: confirmAddress, options: SECRET },
  { path: '/stop/:code', get: stopPage, post: stopMails, options: { ...SECRET, read: readStopForm } },
  { path: '/act/:code', get: actPage, post: sendNamedForm, options: SECRET },
];
