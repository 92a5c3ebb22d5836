import type { Browser } from 'playwright-core';
import type { Mail, StackClient } from '../support/stack-client';
import type { Town, TownName } from '../support/town/build-town';
import type { TownStaff } from '../support/town/staff';
import type { ListedPage } from './pages';

/** What every suite plays in; there once its tests run. */
export type Scenery = () => {
  url: string;
  client: StackClient;
  browser: Browser;
  town: Town;
  staff: TownStaff;
};

/** The newest mail to an address about a complaint of the town's. */
export async function mailFor(scenery: Scenery, { to, name }: { to: string; name: TownName }): Promise<Mail> {
  const { client, town } = scenery();
  return client.until(async () => (await client.mails(to, town[name].trackingCode)).at(-1));
}

/** Where a page of the list is to be found in this town. */
export async function addressOf(scenery: Scenery, { address }: Pick<ListedPage, 'address'>): Promise<string> {
  return address({ town: scenery().town, mailTo: (to, name) => mailFor(scenery, { to, name }) });
}
