import type { PageHandler, PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { accountPage, chooseLanguage, endSession } from './account-page';
import { addPerson, newPersonPage } from './new-person-page';
import { peoplePage } from './people-page';
import { changePerson, deactivatePerson, personPage, reactivatePerson, signPersonOut } from './person-page';
import { personUrl } from './person-view';

const ADMINISTRATORS: PageOptions = { isSecret: true, needs: ['administrator'] };
const EVERYBODY: PageOptions = { isSecret: true, needs: 'session' };

/** Redirects a GET of a button's address, as after a new sign-in, to the page that the button is on. */
const backToPerson: PageHandler = async (_site, { params: { id = '' } }) => ({
  kind: 'redirect',
  to: personUrl(encodeURIComponent(id)),
});
const backToAccount: PageHandler = async () => ({ kind: 'redirect', to: '/account' });

const button = (name: string, post: PageHandler): PageRoute => ({
  path: `/admin/staff/:id/${name}`,
  get: backToPerson,
  post,
  options: ADMINISTRATORS,
});

/** The staff pages for administrators, and everybody's own account. */
export const adminRoutes: readonly PageRoute[] = [
  { path: '/admin/staff', get: peoplePage, options: ADMINISTRATORS },
  { path: '/admin/staff/new', get: newPersonPage, post: addPerson, options: ADMINISTRATORS },
  { path: '/admin/staff/:id', get: personPage, post: changePerson, options: ADMINISTRATORS },
  button('deactivate', deactivatePerson),
  button('reactivate', reactivatePerson),
  button('sign-out', signPersonOut),
  { path: '/account', get: accountPage, options: EVERYBODY },
  { path: '/account/sessions', get: backToAccount, post: endSession, options: EVERYBODY },
  { path: '/account/language', get: backToAccount, post: chooseLanguage, options: EVERYBODY },
];
