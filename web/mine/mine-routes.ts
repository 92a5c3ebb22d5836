import type { PageRoute } from '../page-route';
import { lostLinksPage, sendLostLinks } from './lost-links-page';

/** Pages about the complaints of one person, without a link of theirs. */
export const mineRoutes: readonly PageRoute[] = [
  { path: '/my/links', get: lostLinksPage, post: sendLostLinks, options: { isSecret: false } },
];
