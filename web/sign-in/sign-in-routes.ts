import type { PageHandler } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { askPage, sendLink, sentPage } from './ask-page';
import { enter, linkPage } from './link-page';
import { closeSession } from './open-session';

const signOut: PageHandler = async (context, request) => ({
  kind: 'redirect',
  to: '/sign-in',
  cookies: [await closeSession(context, request)],
});

/** A GET of the button's address only redirects to a page with the button. */
const backToDesk: PageHandler = async () => ({ kind: 'redirect', to: '/desk' });

export const signInRoutes: readonly PageRoute[] = [
  { path: '/sign-in', get: askPage, post: sendLink, options: { isSecret: false } },
  { path: '/sign-in/sent', get: sentPage, options: { isSecret: false } },
  { path: '/sign-in/link', get: linkPage, post: enter, options: { isSecret: true } },
  {
    path: '/sign-out',
    get: backToDesk,
    post: signOut,
    options: { isSecret: true, needs: 'session' },
  },
];
