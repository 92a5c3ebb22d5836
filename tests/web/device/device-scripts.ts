import 'fake-indexeddb/auto';
import * as idb from 'idb';
import type { Sikesal } from '../../../web/public/device/types';

/** The scripts of a device on a page of their own, with an IndexedDB that is kept in memory. */
export async function loadDevice(...scripts: string[]): Promise<Sikesal> {
  const page = globalThis as unknown as { sikesal: Sikesal };
  Object.assign(page, { self: page, idb });
  for (const script of scripts) await import(`../../../web/public/device/${script}.js`);
  return page.sikesal;
}
