import { LISTED_PAGES, ROUTES_WITHOUT_PAGE } from '../browser/pages';
import { PAGE_ROUTES } from '../../web/create-pages';

describe('the list of pages that the browser suite opens', () => {
  it('has every route that shows a page, and none that is gone', () => {
    const listed = new Set([...LISTED_PAGES.map(({ route }) => route), ...ROUTES_WITHOUT_PAGE]);
    const shown = new Set(PAGE_ROUTES.filter(({ get }) => get).map(({ path }) => path));
    expect([...listed].sort()).toEqual([...shown].sort());
  });
});
