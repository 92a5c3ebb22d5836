import path from 'node:path';
import type { Page } from 'playwright-core';
import { walkFiling } from '../../tests/browser/filing-walk';
import { linkIn, type Surroundings } from '../../tests/browser/pages';
import { DESK, PHONE } from '../../tests/browser/visitor';
import { TOWN_COMPLAINTS } from '../../tests/support/town/complaints';
import type { TownMember } from '../../tests/support/town/staff';
import type { TownName } from '../../tests/support/town/build-town';

export interface Shot {
  /** File name of the picture, without its extension. */
  file: string;
  /** Beside this file when left out. */
  folder?: string;
  /** Returns the address to open; may use the page to find the way there. */
  address(surroundings: Surroundings, page: Page): string | Promise<string>;
  viewport: { width: number; height: number };
  /** Device pixels for each CSS pixel. */
  sharpness: number;
  /** Who is signed in. */
  as?: TownMember;
  /** Prepares the page before the picture is taken. */
  before?(page: Page): Promise<void>;
}

type Rest = Pick<Shot, 'as' | 'before' | 'folder'>;

const phone = (file: string, address: Shot['address'], rest: Rest = {}): Shot => ({
  ...{ file, address, viewport: PHONE, sharpness: 2 },
  ...rest,
});
const wide = (file: string, address: Shot['address'], rest: Rest = {}): Shot => ({
  ...{ file, address, viewport: DESK, sharpness: 1 },
  ...rest,
});

/** Stores show these beside the offer to install the app (`web/app/manifest.ts`). */
const folder = path.resolve(__dirname, '../../web/public/app/screens');

const WALL = { width: 1440, height: 900 };

const track = (name: TownName) => (_: Surroundings) => `/track/${_.town[name].trackingCode}`;
const mine = (name: TownName) => (_: Surroundings) =>
  `/my/${_.town[name].trackingCode}?t=${_.town[name].reporterToken}`;
const act = (name: TownName, mailbox: string) => async (_: Surroundings) =>
  linkIn(await _.mailTo(mailbox, name), '/act/');

/** Waits until the page's script is connected to the server. */
const live = (page: Page) => page.locator('#pulse', { hasText: 'Langsung' }).waitFor();

/** The pictures of the main pages; another page is one more line. */
export const SHOTS: readonly Shot[] = [
  phone('home', () => '/'),
  phone('track', mine('lamp')),
  wide('track-wide', mine('lamp')),
  phone('screen-track', track('lamp'), { folder }),
  phone('screen-form', () => '/file', {
    folder,
    before: (page) => page.fill('#description', TOWN_COMPLAINTS.lamp.description),
  }),
  phone('late', track('rubbish')),
  phone('resolved', mine('pothole')),
  wide('resolved-wide', mine('pothole')),
  phone('file-what', () => '/file/what', {
    before: (page) => page.fill('#description', TOWN_COMPLAINTS.lamp.description),
  }),
  phone('file-check', async (_, page) => {
    await walkFiling(page, 'check', { email: 'ratih@warga.example' });
    return '/file/check';
  }),
  wide('map-wide', () => '/complaints'),
  phone('map', () => '/complaints'),
  phone('sign-in', () => '/sign-in'),
  wide('desk-wide', () => '/desk', { as: 'officer' }),
  phone('desk', () => '/desk', { as: 'officer' }),
  wide('case-wide', (_) => `/desk/complaints/${_.town.objected.trackingCode}`, { as: 'officer' }),
  phone('case', (_) => `/desk/complaints/${_.town.truck.trackingCode}`, {
    as: 'supervisor',
    before: (page) => page.evaluate('document.querySelector(".case-acts").scrollIntoView()'),
  }),
  wide('escalated-wide', () => '/desk/escalated', { as: 'supervisor' }),
  {
    ...wide('command-centre', () => '/command-centre', { as: 'commandCentre', before: live }),
    viewport: WALL,
  },
  wide('admin-wide', () => '/admin/staff', { as: 'administrator' }),
  phone('account', () => '/account', { as: 'colleague' }),
  phone('act', act('truck', 'aduan@dishub.kota-jambi.example')),
];
