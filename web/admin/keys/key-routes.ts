import type { PageOptions } from '../../http/serve-page';
import { buttonRoute, type PageRoute } from '../../page-route';
import { keyPage, revokeKey, rotateKey } from './key-page';
import { keyUrl } from './key-view';
import { keysPage } from './keys-page';
import { newKeyPage } from './new-key-page';

const options: PageOptions = { isSecret: true, needs: ['administrator'] };
const KEY = keyUrl(':id');

/** Pages for administrators to manage API keys. */
export const keyRoutes: readonly PageRoute[] = [
  { path: '/admin/keys', get: keysPage, options },
  { ...newKeyPage, options },
  { path: KEY, get: keyPage, options },
  buttonRoute(KEY, 'rotate', { post: rotateKey, options }),
  buttonRoute(KEY, 'revoke', { post: revokeKey, options }),
];
