import type { PageHandler, PageOptions } from '../../http/serve-page';
import type { PageRoute } from '../../page-route';
import { keyPage, revokeKey, rotateKey } from './key-page';
import { keyUrl } from './key-view';
import { keysPage } from './keys-page';
import { createKey, newKeyPage } from './new-key-page';

const ADMINISTRATORS: PageOptions = { isSecret: true, needs: ['administrator'] };

/** Redirects a GET of a button's address to the button's page: a key is only shown after its POST. */
const backToKey: PageHandler = async (_site, { params: { id = '' } }) => ({
  kind: 'redirect',
  to: keyUrl(encodeURIComponent(id)),
});

const button = (name: string, post: PageHandler): PageRoute => ({
  path: `/admin/keys/:id/${name}`,
  get: backToKey,
  post,
  options: ADMINISTRATORS,
});

/** Pages for administrators to manage API keys. */
export const keyRoutes: readonly PageRoute[] = [
  { path: '/admin/keys', get: keysPage, options: ADMINISTRATORS },
  { path: '/admin/keys/new', get: newKeyPage, post: createKey, options: ADMINISTRATORS },
  { path: '/admin/keys/:id', get: keyPage, options: ADMINISTRATORS },
  button('rotate', rotateKey),
  button('revoke', revokeKey),
];
