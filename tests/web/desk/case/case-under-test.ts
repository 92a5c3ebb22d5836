import type { Filed } from '../../../support/api-under-test';
import { FILING } from '../../../support/api-under-test';
import { formsIn, keyIn } from '../../pages-under-test';
import { startDesk, type Person } from '../desk-under-test';

export type CaseUnderTest = Awaited<ReturnType<typeof startCase>>;

/** The page of one case, as somebody who is signed in uses it. */
export async function startCase() {
  const test = await startDesk();
  const urlOf = ({ trackingCode }: Pick<Filed, 'trackingCode'>) => `/desk/complaints/${trackingCode}`;
  return {
    ...test,
    urlOf,
    open: (filed: Filed, person: Pick<Person, 'cookie'>, query = '') =>
      test.see(urlOf(filed) + query, person),
    /** Opens the page, fills in the form of an act and sends it. */
    async fill(filed: Filed, person: Person, { act, ...fields }: Record<string, string>) {
      const { text } = await test.see(urlOf(filed), person);
      return test.send(actionIn(text), person, { act: act ?? '', key: keyIn(text), ...fields });
    },
    async fileWithPhotos(photos: Buffer[], body: object = {}): Promise<Filed> {
      const call = test.api.post('/api/v1/complaints').field('data', JSON.stringify({ ...FILING, ...body }));
      for (const photo of photos) void call.attach('photos', photo, 'foto.jpg');
      const filed = (await call).body as Filed;
      await test.assign(filed.id);
      return filed;
    },
  };
}

/** The address to which the first form of the acts is sent. */
export function actionIn(html: string): string {
  const action = /<form id="\w+" method="post" action="([^"]+)"/.exec(html)?.[1];
  if (!action) throw new Error('the page has no form');
  return action.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}

/** Forms that are unfolded from the start, besides the main one. */
export function unfoldedIn(html: string): string[] {
  const open = html.matchAll(/<details open><summary>[^<]*<\/summary>\s*<form id="(\w+)"/g);
  return [...open].map(([, id = '']) => id);
}

export { formsIn, keyIn };
