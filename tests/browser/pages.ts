import type { Page } from 'playwright-core';
import type { Mail } from '../support/stack-client';
import { TOWN_COMPLAINTS } from '../support/town/complaints';
import type { TownMember, TownStaff } from '../support/town/staff';
import type { Town, TownName } from '../support/town/build-town';
import { walkFiling, type FilingWalk } from './filing-walk';

/** What the addresses of pages are made from. */
export interface Surroundings {
  town: Town;
  staff: TownStaff;
  /** The newest mail to an address about this complaint. */
  mailTo(address: string, name?: TownName): Promise<Mail>;
}

export interface ListedPage {
  /** What it shows. */
  name: string;
  /** The path of its route, as `web/` lists it. */
  route: string;
  /** May use the page to get there: some pages can only be reached from another one. */
  address(surroundings: Surroundings, page: Page): string | Promise<string>;
  status?: number;
  /** Of HTML, CSS and scripts, for a page that stands for several. */
  bytesAtMost?: number;
  /** Who is signed in. */
  as?: TownMember;
}

/** Carries the offer of news on this phone: 63 kB on the wire with a photo. */
const mine = (name: TownName, saying: string): ListedPage => ({
  name: `my page, ${saying}`,
  route: '/my/:code',
  bytesAtMost: 115_000,
  address: ({ town }) => `/my/${town[name].trackingCode}?t=${town[name].reporterToken}`,
});

const track = (name: TownName, saying: string): ListedPage => ({
  name: `track, ${saying}`,
  route: '/track/:code',
  address: ({ town }) => `/track/${town[name].trackingCode}`,
});

/** The page behind the link in the newest mail to staff. */
const act = (name: TownName, mailbox: string, saying: string): ListedPage => ({
  name: `act, ${saying}`,
  route: '/act/:code',
  address: async ({ mailTo }) => linkIn(await mailTo(mailbox, name), '/act/'),
});

/** A step of the form, with the steps before it filled in. */
const file = (step: 'you' | 'check' | 'sent' | 'where', walk?: FilingWalk): ListedPage => ({
  name: `file, ${step}`,
  route: `/file/${step}`,
  address: async (_, page) => {
    await walkFiling(page, step, walk);
    return `/file/${step}`;
  },
});

/** A page that comes between two steps of the form in special cases. */
const aside = (path: string, from: 'where' | 'you', walk: FilingWalk): ListedPage => ({
  name: `file, ${path}`,
  route: `/file/${path}`,
  address: async (_, page) => {
    await walkFiling(page, from, walk);
    return `/file/${path}`;
  },
});

const desk = (name: string, address: string, as: TownMember): ListedPage => ({
  name: `desk, ${name}`,
  route: address.replace(/\?.*/, ''),
  address: () => address,
  as,
});

/** `opened` is the query with which a link names the form to unfold. */
const deskCase = (town: TownName, as: TownMember, saying: string, opened = ''): ListedPage => ({
  name: `case, ${saying}`,
  route: '/desk/complaints/:code',
  address: (around) => `/desk/complaints/${around.town[town].trackingCode}${opened}`,
  as,
});

const admin = (name: string, route: string, address: ListedPage['address']): ListedPage => ({
  ...{ name, route, address },
  as: 'administrator',
});

/** The address of one of the town's own keys. */
async function firstKey(_: Surroundings, page: Page): Promise<string> {
  await page.goto('/admin/keys');
  return (await page.locator('.people .who a').first().getAttribute('href')) ?? '/admin/keys/none';
}

/** The address of a webhook to a port on which nobody listens, added when there is none yet. */
async function someWebhook(_: Surroundings, page: Page): Promise<string> {
  await page.goto('/admin/webhooks');
  const first = page.locator('.people .who a').first();
  if ((await first.count()) > 0) return (await first.getAttribute('href')) ?? '';
  await page.goto('/admin/webhooks/new');
  await page.fill('#label', 'JCOC');
  await page.fill('#url', 'http://127.0.0.1:9/hooks');
  await Promise.all([page.waitForNavigation(), page.click('main form .btn-main')]);
  return (await page.getAttribute('main .onward', 'href')) ?? '';
}

async function someDelivery(around: Surroundings, page: Page): Promise<string> {
  await page.goto(await someWebhook(around, page));
  const first = page.locator('.sessions a').first();
  if ((await first.count()) === 0)
    await Promise.all([page.waitForNavigation(), page.click('form[action$="/ping"] button')]);
  return (await first.getAttribute('href')) ?? '';
}

/** Each page that people see, in the states that look different. */
export const LISTED_PAGES: readonly ListedPage[] = [
  { name: 'home', route: '/', address: () => '/' },
  { name: 'home, unknown number', route: '/track', address: () => '/track?code=lampu', status: 404 },
  { name: 'nothing there', route: '/track/:code', address: () => '/track/SK-0000-0000', status: 404 },
  { name: 'stale link', route: '/act/:code', address: () => '/act/SK-0000-0000?t=x', status: 404 },
  track('english', 'only just sent'),
  track('lamp', 'in work'),
  track('rubbish', 'late'),
  track('forgotten', 'with the command centre'),
  track('swept', 'closed, before and after'),
  track('levy', 'confidential'),
  track('busStop', 'rejected'),
  mine('lamp', 'in work'),
  mine('drain', 'late'),
  mine('pothole', 'asked whether it is fixed'),
  mine('busStop', 'asked whether it objects'),
  mine('pipe', 'closed'),
  mine('objected', 'asked by an officer'),
  {
    name: 'withdraw, asked once more',
    route: '/my/:code/withdraw',
    address: ({ town }) => `/my/${town.lamp.trackingCode}/withdraw?t=${town.lamp.reporterToken}`,
  },
  act('english', 'aduan@pupr.kota-jambi.example', 'to be accepted'),
  act('lamp', 'aduan@dishub.kota-jambi.example', 'in work'),
  act('forgotten', 'jcoc@kota-jambi.example', 'for the command centre'),
  {
    name: 'confirm address',
    route: '/confirm/:code',
    address: async ({ mailTo }) => linkIn(await mailTo('budi@warga.example', 'rubbish'), '/confirm/'),
  },
  {
    name: 'stop mails',
    route: '/stop/:code',
    address: async ({ mailTo }) => linkIn(await mailTo('budi@warga.example', 'rubbish'), '/stop/'),
  },
  { name: 'help', route: '/help', address: () => '/help' },
  { name: 'city services', route: '/services', address: () => '/services' },
  { name: 'no such page', route: '/help', address: () => '/bantuan', status: 404 },
  { name: 'privacy', route: '/privacy', address: () => '/privacy' },
  { name: 'accessibility', route: '/accessibility', address: () => '/accessibility' },
  { name: 'what others filed', route: '/complaints', address: () => '/complaints' },
  { name: 'exports', route: '/exports', address: () => '/exports' },
  { name: 'forecast', route: '/forecast', address: () => '/forecast', as: 'supervisor' },
  { name: 'file, one document', route: '/file', address: () => '/file', bytesAtMost: 165_000 },
  { name: 'my complaints', route: '/my', address: () => '/my' },
  { name: 'lost links', route: '/my/links', address: () => '/my/links' },
  { name: 'file, what', route: '/file/what', address: () => '/file/what' },
  aside('danger', 'where', { description: 'Ada kebakaran di belakang pasar.' }),
  file('where'),
  aside('similar', 'you', { category: 'jalan', here: TOWN_COMPLAINTS.forgotten.location }),
  {
    name: 'me too',
    route: '/track/:code/support',
    address: ({ town }) => `/track/${town.english.trackingCode}/support`,
  },
  file('you'),
  file('check', { email: 'ratih@warga.example' }),
  file('sent'),
  { name: 'sign in', route: '/sign-in', address: () => '/sign-in' },
  { name: 'sign-in link sent', route: '/sign-in/sent', address: () => '/sign-in/sent' },
  {
    name: 'sign-in link',
    route: '/sign-in/link',
    address: async ({ staff, mailTo }, page) => {
      await page.goto('/sign-in');
      await page.fill('#email', staff.colleague.email);
      await Promise.all([page.waitForNavigation(), page.click('main button')]);
      return linkIn(await mailTo(staff.colleague.email), '/sign-in/link');
    },
  },
  desk('list', '/desk', 'officer'),
  desk('list, nothing found', '/desk?q=tidakada', 'officer'),
  desk('what was escalated', '/desk/escalated', 'supervisor'),
  desk('whether promises are kept', '/statistics', 'officer'),
  desk('whether promises are kept, of the city', '/statistics?months=3', 'administrator'),
  deskCase('lamp', 'officer', 'in work'),
  deskCase('objected', 'colleague', 'reopened, waiting for an answer', '?do=resolve'),
  deskCase('truck', 'supervisor', 'escalated', '?do=extend'),
  deskCase('levy', 'administrator', 'confidential, only to be looked at'),
  {
    name: 'case, one photo',
    route: '/desk/complaints/:code/photos/:photo',
    address: async ({ town }, page) => {
      await page.goto(`/desk/complaints/${town.lamp.trackingCode}`);
      return (await page.getAttribute('.case-photos .manage', 'href')) ?? '';
    },
    as: 'officer',
  },
  desk('command centre', '/command-centre', 'commandCentre'),
  desk('agencies that are out', '/command-centre/outages', 'commandCentre'),
  admin('staff', '/admin/staff', () => '/admin/staff'),
  admin('staff, nobody found', '/admin/staff', () => '/admin/staff?q=tidakada'),
  admin('new member of staff', '/admin/staff/new', () => '/admin/staff/new'),
  admin('keys', '/admin/keys', () => '/admin/keys'),
  admin('new key', '/admin/keys/new', () => '/admin/keys/new'),
  admin('key', '/admin/keys/:id', firstKey),
  admin('webhooks', '/admin/webhooks', () => '/admin/webhooks'),
  admin('new webhook', '/admin/webhooks/new', () => '/admin/webhooks/new'),
  admin('webhook', '/admin/webhooks/:id', someWebhook),
  admin('delivery', '/admin/webhooks/:id/deliveries/:delivery', someDelivery),
  admin('member of staff', '/admin/staff/:id', ({ staff }) => `/admin/staff/${staff.officer.id}`),
  { name: 'account', route: '/account', address: () => '/account', as: 'colleague' },
];

/** Routes that redirect, that are not pages, or that another suite opens. */
export const ROUTES_WITHOUT_PAGE: readonly string[] = [
  '/my/:code/confirm',
  '/my/:code/reopen',
  '/my/:code/rating',
  '/my/:code/answer',
  '/my/:code/seen',
  '/my/:code/address',
  '/my/:code/live',
  '/track/:code/live',
  '/statistics.csv',
  '/complaints.geojson',
  '/complaints/feed.rss',
  '/exports/complaints.csv',
  '/exports/complaints.geojson',
  // The two pages above, as the service worker takes them.
  '/app/:language/form',
  '/app/:language/mine',
  '/app/:language/offline',
  '/sw.js',
  '/app.webmanifest',
  '/file/share',
  '/file/promise',
  '/file/photos/:photo',
  '/file/photos/:photo/remove',
  // Only a crowded network sees it: suites/crowded-network.ts.
  '/file/wait',
  '/uploads/:photo',
  '/desk/news',
  '/desk/complaints.csv',
  '/desk/complaints/:code/live',
  '/desk/complaints/:code/visibility',
  '/desk/complaints/:code/photos/:photo/visibility',
  '/desk/complaints/:code/photos/:photo/blur',
  '/command-centre/live',
  '/command-centre/outages/preview',
  '/command-centre/outages/:id/undo',
  '/desk/acknowledge',
  '/desk/assign',
  '/sign-out',
  '/sign-in/oidc',
  '/sign-in/oidc/callback',
  '/admin/staff/:id/deactivate',
  '/admin/staff/:id/reactivate',
  '/admin/staff/:id/sign-out',
  '/admin/keys/:id/rotate',
  '/admin/keys/:id/revoke',
  '/admin/webhooks/:id/ping',
  '/admin/webhooks/:id/secret',
  '/admin/webhooks/:id/switch-on',
  '/admin/webhooks/:id/switch-off',
  '/admin/webhooks/:id/remove',
  '/admin/webhooks/:id/deliveries/:delivery/replay',
  '/account/sessions',
  '/account/language',
];

/** Address of the first link in a mail to such a page. @throws Error when it has none */
export function linkIn({ text, subject }: Mail, path: string): string {
  const link = text
    .split(/\s+/)
    .find((word) => word.startsWith('http') && new URL(word).pathname.startsWith(path));
  if (!link) throw new Error(`no link to ${path} in "${subject}"`);
  return link;
}

/** Whether people see it without signing in. */
export const isForCitizens = ({ as }: ListedPage): boolean => as === undefined;
