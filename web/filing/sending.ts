import type { Locale } from '../../locale/locale';
import type { PageRequest } from '../http/page-request';
import type { PagesContext } from '../pages-context';

/** A complaint that a device sends whole. */
export interface Sending {
  context: PagesContext;
  request: PageRequest;
  locale: Locale;
}
