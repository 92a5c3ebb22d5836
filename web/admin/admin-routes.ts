import type { PageHandler, PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { accountPage, chooseLanguage, endSession } from './account-page';
import { addPerson, newPersonPage } from './new-person-page';
import { peoplePage } from './people-page';
import { changePerson, deactivatePerson, personPage, reactivatePerson, signPersonOut } from './person-page';
import { personUrl } from './person-view';

const ADMINISTRATORS: PageOptions = { isSecret: true, needs: ['administrator'] };
const EVERYBODY: PageOptions = { isSecret: true, needs: 'session' };

/** Whoever loads the address of a button, after signing in again for one, lands on the page that it stands on. */
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

/** Who works here, for administrators; and for everybody who does, their own account. */
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
