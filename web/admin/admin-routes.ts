import type { PageOptions } from '../http/serve-page';
import { buttonRoute, type PageRoute } from '../page-route';
import { accountPage, chooseLanguage, endSession } from './account-page';
import { newPersonPage } from './new-person-page';
import { peoplePage } from './people-page';
import { changePerson, deactivatePerson, personPage, reactivatePerson, signPersonOut } from './person-page';
import { personUrl } from './person-view';

const options: PageOptions = { isSecret: true, needs: ['administrator'] };
const EVERYBODY: PageOptions = { isSecret: true, needs: 'session' };
const PERSON = personUrl(':id');

/** The staff pages for administrators, and everybody's own account. */
export const adminRoutes: readonly PageRoute[] = [
  { path: '/admin/staff', get: peoplePage, options },
  { ...newPersonPage, options },
  { path: PERSON, get: personPage, post: changePerson, options },
  buttonRoute(PERSON, 'deactivate', { post: deactivatePerson, options }),
  buttonRoute(PERSON, 'reactivate', { post: reactivatePerson, options }),
  buttonRoute(PERSON, 'sign-out', { post: signPersonOut, options }),
  { path: '/account', get: accountPage, options: EVERYBODY },
  buttonRoute('/account', 'sessions', { post: endSession, options: EVERYBODY }),
  buttonRoute('/account', 'language', { post: chooseLanguage, options: EVERYBODY }),
];
