import type { Locale } from '../locale/locale';
import type { PageResponse, ResponseCookie } from './page-response';

interface HtmlPage {
  template: string;
  /** Without the product's name; also the heading, unless the view has another. */
  title: string;
  view: object;
  locale: Locale;
  /** Why the page is shown again: its status and headers are the response's. */
  failure?: { status: number; headers?: Record<string, string> } | null;
  status?: number;
  headers?: Record<string, string>;
  styles?: readonly string[];
  scripts?: readonly string[];
  isRefreshed?: boolean;
  withoutScript?: string;
  keepsAddress?: boolean;
  cookies?: readonly ResponseCookie[];
}

/** A page with what most pages have: status 200, and a link to the other language that repeats the address. */
export function htmlPage({
  failure = null,
  status = failure?.status ?? 200,
  headers = failure?.headers,
  keepsAddress = true,
  title,
  view,
  ...page
}: HtmlPage): PageResponse & { kind: 'page' } {
  return { kind: 'page', status, headers, keepsAddress, title, view: { heading: title, ...view }, ...page };
}
