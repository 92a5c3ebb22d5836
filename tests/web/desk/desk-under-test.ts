import { signedIn } from '../../support/signed-in';
import { startPages } from '../pages-under-test';

export type DeskUnderTest = Awaited<ReturnType<typeof startDesk>>;
export type Person = Awaited<ReturnType<typeof signedIn>>;

/** The desk's pages, as somebody who is signed in sees them. */
export async function startDesk(options: Parameters<typeof startPages>[0] = {}) {
  const test = await startPages(options);
  return {
    ...test,
    signIn: (input: Parameters<typeof signedIn>[1] = {}) => signedIn(test.deps, input),
    see: (address: string, { cookie }: Pick<Person, 'cookie'>) => test.api.get(address).set('Cookie', cookie),
    send: (address: string, person: Pick<Person, 'cookie' | 'csrf'>, fields: Record<string, string> = {}) =>
      test.api
        .post(address)
        .set('Cookie', person.cookie)
        .type('form')
        .send({ csrf: person.csrf, ...fields }),
    /** Moves a case's own clock on, as a developer does. */
    async moveClock({ id }: { id: string }, hours: number): Promise<void> {
      await test.db.models.Complaint.update(
        { clockOffset: String(Math.round(hours * 3_600_000)) },
        { where: { id } },
      );
    },
  };
}

/** Tracking codes of the list, in its order. */
export function codesIn(html: string): string[] {
  return [...html.matchAll(/<tr role="row" data-code="([^"]+)"/g)].map(([, code = '']) => code);
}

/** What the tabs count. */
export function countsIn(html: string): string[] {
  const tabs = /<nav class="tabs"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
  return [...tabs.matchAll(/<b>([^<]*)<\/b>/g)].map(([, count = '']) => count);
}

/** An address as it stands in a page. */
export function inPage(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('=', '&#x3D;');
}

/** The address that the first match leads to. */
export function addressIn(html: string, pattern: RegExp): string {
  const address = pattern.exec(html)?.[1];
  if (address === undefined) throw new Error(`the page has no ${pattern.source}`);
  return address.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}
