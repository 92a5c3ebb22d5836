import type { Browser, Page } from 'playwright-core';
import type { Mail, StackClient } from '../support/stack-client';
import type { Town, TownName } from '../support/town/build-town';
import { openTownSession, type TownStaff } from '../support/town/staff';
import type { ListedPage } from './pages';
import { openPhone, type Visitor } from './visitor';

/** What every suite works with; available once its tests run. */
export type Scenery = () => {
  url: string;
  client: StackClient;
  browser: Browser;
  town: Town;
  staff: TownStaff;
};

/** The newest mail to an address, about one of the town's complaints or about anything. */
export async function mailFor(scenery: Scenery, to: string, name?: TownName): Promise<Mail> {
  const { client, town } = scenery();
  const code = name ? town[name].trackingCode : '';
  return client.until(async () => (await client.mails(to, code)).at(-1));
}

/** Where a page of the list is to be found in this town. */
export async function addressOf(
  scenery: Scenery,
  { address }: Pick<ListedPage, 'address'>,
  page: Page,
): Promise<string> {
  const { town, staff } = scenery();
  return address({ town, staff, mailTo: (to, name) => mailFor(scenery, to, name) }, page);
}

/** Somebody with a phone who may see the page, signed in where it needs that. */
export async function openFor(scenery: Scenery, { as }: Pick<ListedPage, 'as'>): Promise<Visitor> {
  const { browser, url, client, staff } = scenery();
  const session = as && (await openTownSession(client.db, staff[as]));
  return openPhone(browser, { url, session });
}
