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

/** A button's address. Loading it, as after a new sign-in, leads back to the page that the button is on. */
export function buttonRoute(
  page: string,
  button: string,
  { post, options }: Omit<PageRoute, 'path'>,
): PageRoute {
  const back: PageHandler = async (_context, { params }) => ({
    kind: 'redirect',
    to: page.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')),
  });
  return { path: `${page}/${button}`, get: back, post, options };
}
