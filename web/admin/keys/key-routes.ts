import type { PageHandler, PageOptions } from '../../http/serve-page';
import type { PageRoute } from '../../page-route';
import { keyPage, revokeKey, rotateKey } from './key-page';
import { keyUrl } from './key-view';
import { keysPage } from './keys-page';
import { createKey, newKeyPage } from './new-key-page';

const ADMINISTRATORS: PageOptions = { isSecret: true, needs: ['administrator'] };

/** Whoever loads the address of a button lands on the page that it stands on: a key is shown after its POST only. */
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

/** Keys of the API, for administrators. */
export const keyRoutes: readonly PageRoute[] = [
  { path: '/admin/keys', get: keysPage, options: ADMINISTRATORS },
  { path: '/admin/keys/new', get: newKeyPage, post: createKey, options: ADMINISTRATORS },
  { path: '/admin/keys/:id', get: keyPage, options: ADMINISTRATORS },
  button('rotate', rotateKey),
  button('revoke', revokeKey),
];
