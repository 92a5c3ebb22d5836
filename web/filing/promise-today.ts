import { notFound } from '../../api/http/problem';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { outageWords, promiseWords, seenPromise } from './check-view';
import { outageFor } from './outage-for';

/** What is promised for a category at this moment, for a form that was opened hours ago. */
export async function promiseToday(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const category = context.city.categories.find(({ code }) => code === request.query.category);
  if (!category) throw notFound();
  const locale = context.locales(languageFor(request, context.city));
  const outage = await outageFor(context, category.code);
  return {
    kind: 'json',
    status: 200,
    body: {
      seen: seenPromise(category, outage),
      promise: promiseWords(category, { outage, locale }),
      outage: outage && outageWords(category, { outage, locale }),
    },
  };
}
