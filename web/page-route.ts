import type { PageHandler, PageOptions } from './http/serve-page';

/** A page and its path; each room lists its own, and create-pages.ts mounts them. */
export interface PageRoute {
  /** In Express syntax: `/track/:code`. */
  path: string;
  get?: PageHandler;
  post?: PageHandler;
  options: PageOptions;
  /** A document for programs, which pages of other sites may read, too. */
  isForOtherSites?: boolean;
}
