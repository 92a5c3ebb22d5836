import { htmlPage } from '../html-page';
import type { PageResponse } from '../page-response';
import type { Locale } from '../../locale/locale';

interface FilingPage {
  status?: number;
  headers?: Record<string, string>;
  /** Name within the folder `filing`. */
  template: string;
  title: string;
  view: object;
  styles?: readonly string[];
  scripts?: readonly string[];
  isRefreshed?: boolean;
}

/** A page of the filing form, with the form's styles. */
export function filingPage(
  locale: Locale,
  { status = 200, headers = {}, template, styles = [], ...page }: FilingPage,
): PageResponse {
  return htmlPage({
    status,
    headers,
    template: `filing/${template}`,
    styles: [...styles, 'filing.css'],
    locale,
    keepsAddress: status === 200,
    ...page,
  });
}
