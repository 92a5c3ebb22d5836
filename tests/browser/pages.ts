import type { Mail } from '../support/stack-client';
import type { TownMember } from '../support/town/staff';
import type { Town, TownName } from '../support/town/build-town';

/** What the addresses of pages are made from. */
export interface Surroundings {
  town: Town;
  /** The newest mail to an address about this complaint. */
  mailTo(address: string, name: TownName): Promise<Mail>;
}

export interface ListedPage {
  /** What is to be seen there. */
  name: string;
  /** As `web/` lists it. */
  place: string;
  address(surroundings: Surroundings): string | Promise<string>;
  status?: number;
  /** Who is signed in. */
  as?: TownMember;
}

const mine = (name: TownName, saying: string): ListedPage => ({
  name: `my page, ${saying}`,
  place: '/my/:code',
  address: ({ town }) => `/my/${town[name].trackingCode}?t=${town[name].reporterToken}`,
});

const track = (name: TownName, saying: string): ListedPage => ({
  name: `track, ${saying}`,
  place: '/track/:code',
  address: ({ town }) => `/track/${town[name].trackingCode}`,
});

/** By the link in the newest mail to staff. */
const act = (name: TownName, mailbox: string, saying: string): ListedPage => ({
  name: `act, ${saying}`,
  place: '/act/:code',
  address: async ({ mailTo }) => linkIn(await mailTo(mailbox, name), '/act/'),
});

/** Each page that people see, in the states that look different. */
export const LISTED_PAGES: readonly ListedPage[] = [
  { name: 'home', place: '/', address: () => '/' },
  { name: 'home, unknown number', place: '/track', address: () => '/track?code=lampu', status: 404 },
  { name: 'nothing there', place: '/track/:code', address: () => '/track/SK-0000-0000', status: 404 },
  { name: 'stale link', place: '/act/:code', address: () => '/act/SK-0000-0000?t=x', status: 404 },
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
  act('english', 'aduan@pupr.kota-jambi.example', 'to be accepted'),
  act('lamp', 'aduan@dishub.kota-jambi.example', 'in work'),
  act('forgotten', 'jcoc@kota-jambi.example', 'for the command centre'),
  {
    name: 'confirm address',
    place: '/confirm/:code',
    address: async ({ mailTo }) => linkIn(await mailTo('dewi@warga.example', 'lamp'), '/confirm/'),
  },
  {
    name: 'stop mails',
    place: '/stop/:code',
    address: async ({ mailTo }) => linkIn(await mailTo('dewi@warga.example', 'lamp'), '/stop/'),
  },
];

/** Places that show nothing of their own: they lead to another page, or are no page. */
export const PLACES_WITHOUT_PAGE: readonly string[] = [
  '/my/:code/confirm',
  '/my/:code/reopen',
  '/my/:code/withdraw',
  '/my/:code/rating',
];

/** Address of the first link in a mail to such a page. @throws Error when it has none */
export function linkIn({ text, subject }: Mail, path: string): string {
  const link = text
    .split(/\s+/)
    .find((word) => word.startsWith('http') && new URL(word).pathname.startsWith(path));
  if (!link) throw new Error(`no link to ${path} in "${subject}"`);
  return link;
}
