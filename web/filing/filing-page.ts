import type { PageAnswer } from '../page-answer';
import type { Speech } from '../speech';

interface FilingPage {
  status?: number;
  headers?: Record<string, string>;
  /** Of the folder `filing`. */
  template: string;
  title: string;
  view: object;
  styles?: readonly string[];
  scripts?: readonly string[];
  isRefreshed?: boolean;
}

/** A page of the form, with the form's own styles. */
export function filingPage(
  speech: Speech,
  { status = 200, headers = {}, template, styles = [], ...page }: FilingPage,
): PageAnswer {
  return {
    kind: 'page',
    status,
    headers,
    template: `filing/${template}`,
    styles: [...styles, 'filing.css'],
    speech,
    keepsAddress: status === 200,
    ...page,
  };
}
