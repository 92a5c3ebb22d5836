import type { PageHandler, PageOptions } from './http/serve-page';

/** A page and its address; each room lists its own, and create-pages.ts mounts them. */
export interface PageRoute {
  /** As Express writes it: `/track/:code`. */
  path: string;
  get?: PageHandler;
  post?: PageHandler;
  options: PageOptions;
  /** A document for programs, which pages of other sites may read as well. */
  isForOtherSites?: boolean;
}
