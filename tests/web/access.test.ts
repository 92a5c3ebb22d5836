import type { IncomingMessage } from 'node:http';
import { PAGE_ROUTES } from '../../web/create-pages';
import type { Filed } from '../support/api-under-test';
import { startDesk, type DeskUnderTest, type Person } from './desk/desk-under-test';

const STRANGERS = ['anonymous', 'signed out', 'deactivated'] as const;
const LINKS = ['reporter', 'other reporter', 'mailbox', 'other mailbox', 'dead mailbox'] as const;
const AGENCY = ['officer', 'supervisor', 'head'] as const;
const OTHER_AGENCY = ['other officer', 'other supervisor', 'other head'] as const;
const CITY = ['command centre', 'administrator'] as const;
const STAFF = [...AGENCY, ...OTHER_AGENCY, ...CITY] as const;
const VISITORS = [...STRANGERS, ...LINKS, ...STAFF] as const;
type Visitor = (typeof VISITORS)[number];

/** What a visitor gets: the page, a redirect to another one, a redirect to the sign-in page, or a 404. */
type Outcome = 'shown' | 'led on' | 'sign in' | 'nothing';
type Row = (visitor: Visitor) => Outcome;

const everybody: Row = () => 'shown';
/** For an address that only redirects, or that has nothing to show until there is a draft. */
const onward: Row = () => 'led on';
const holders =
  (...who: readonly Visitor[]): Row =>
  (visitor) =>
    who.includes(visitor) ? 'shown' : 'nothing';
const signedIn =
  (...who: readonly Visitor[]): Row =>
  (visitor) => {
    if (who.includes(visitor)) return 'shown';
    return (STAFF as readonly Visitor[]).includes(visitor) ? 'nothing' : 'sign in';
  };
/** For the address that a button posts to: whoever loads it is redirected to the page with the button. */
const button =
  (...who: readonly Visitor[]): Row =>
  (visitor) =>
    who.includes(visitor) ? 'led on' : signedIn()(visitor);

/** One row for each page that can be loaded; the test fails for a page without one. */
const PAGES: Record<string, Row> = {
  '/': everybody,
  '/help': everybody,
  '/services': everybody,
  '/privacy': everybody,
  '/accessibility': everybody,
  '/track': everybody,
  '/track/:code': everybody,
  '/track/:code/support': everybody,
  '/track/:code/live': everybody,
  '/complaints': everybody,
  '/complaints/feed.rss': everybody,
  '/complaints.geojson': everybody,
  '/my/:code': holders('reporter'),
  '/my/:code/live': holders('reporter'),
  '/my/:code/confirm': onward,
  '/my/:code/reopen': onward,
  '/my/:code/withdraw': holders('reporter'),
  '/my/:code/rating': onward,
  '/my/:code/seen': onward,
  '/my/:code/answer': onward,
  '/my/:code/address': onward,
  '/confirm/:code': holders('reporter'),
  '/stop/:code': holders('reporter'),
  '/act/:code': holders('mailbox'),
  '/file': everybody,
  '/my': everybody,
  '/my/links': everybody,
  '/app/:language/form': everybody,
  '/app/:language/mine': everybody,
  '/app/:language/offline': everybody,
  '/sw.js': everybody,
  '/app.webmanifest': everybody,
  // Without a category.
  '/file/promise': holders(),
  '/file/what': everybody,
  '/file/share': onward,
  '/file/danger': onward,
  '/file/where': onward,
  '/file/similar': onward,
  '/file/you': onward,
  '/file/check': onward,
  '/file/wait': onward,
  '/file/sent': onward,
  '/file/photos/:photo': holders(),
  '/file/photos/:photo/remove': onward,
  '/uploads/:photo': holders(),
  '/sign-in': (visitor) => ((STAFF as readonly Visitor[]).includes(visitor) ? 'led on' : 'shown'),
  '/sign-in/sent': everybody,
  '/sign-in/link': holders(),
  // In an installation without OIDC.
  '/sign-in/oidc': holders(),
  '/sign-in/oidc/callback': holders(),
  '/sign-out': button(...STAFF),
  '/desk': signedIn(...STAFF),
  '/desk/news': signedIn(...STAFF),
  '/desk/complaints.csv': signedIn(...STAFF),
  '/desk/acknowledge': button(...AGENCY, ...OTHER_AGENCY),
  '/desk/assign': button(...AGENCY, ...OTHER_AGENCY),
  '/desk/escalated': signedIn('supervisor', 'head', 'other supervisor', 'other head', 'command centre'),
  '/forecast': signedIn(...STAFF),
  '/exports': everybody,
  '/exports/complaints.csv': onward,
  '/exports/complaints.geojson': onward,
  '/statistics': signedIn(...STAFF),
  '/statistics.csv': signedIn(...STAFF),
  '/desk/complaints/:code': signedIn(...AGENCY, ...CITY),
  '/desk/complaints/:code/live': signedIn(...AGENCY, ...CITY),
  '/desk/complaints/:code/visibility': button(...STAFF),
  // A photo that does not exist; tests/web/desk/case/photos.test.ts opens one that does.
  '/desk/complaints/:code/photos/:photo': signedIn(),
  '/desk/complaints/:code/photos/:photo/visibility': button(...STAFF),
  '/desk/complaints/:code/photos/:photo/blur': button(...STAFF),
  '/command-centre': signedIn(...CITY),
  '/command-centre/live': signedIn(...CITY),
  '/command-centre/outages': signedIn('command centre'),
  '/command-centre/outages/preview': button('command centre'),
  '/command-centre/outages/:id/undo': button('command centre'),
  '/admin/staff': signedIn('administrator'),
  '/admin/staff/new': signedIn('administrator'),
  '/admin/staff/:id': signedIn('administrator'),
  '/admin/staff/:id/deactivate': button('administrator'),
  '/admin/staff/:id/reactivate': button('administrator'),
  '/admin/staff/:id/sign-out': button('administrator'),
  '/admin/keys': signedIn('administrator'),
  '/admin/keys/new': signedIn('administrator'),
  '/admin/keys/:id': signedIn('administrator'),
  '/admin/keys/:id/rotate': button('administrator'),
  '/admin/keys/:id/revoke': button('administrator'),
  '/admin/webhooks': signedIn('administrator'),
  '/admin/webhooks/new': signedIn('administrator'),
  '/admin/webhooks/:id': signedIn('administrator'),
  '/admin/webhooks/:id/ping': button('administrator'),
  '/admin/webhooks/:id/secret': button('administrator'),
  '/admin/webhooks/:id/switch-on': button('administrator'),
  '/admin/webhooks/:id/switch-off': button('administrator'),
  '/admin/webhooks/:id/remove': button('administrator'),
  '/admin/webhooks/:id/deliveries/:delivery': signedIn('administrator'),
  '/admin/webhooks/:id/deliveries/:delivery/replay': button('administrator'),
  '/account': signedIn(...STAFF),
  '/account/sessions': button(...STAFF),
  '/account/language': button(...STAFF),
};

const SOME_PHOTO = '01a20d3f-82cf-704f-9efc-f8721 91a1596'.replace(' ', '');

describe('a page', () => {
  let test: DeskUnderTest;
  let complaint: Filed;
  let people: Map<Visitor, Person>;
  let tokens: Map<Visitor, Record<string, string>>;
  let key: string;
  let webhook: string;
  let delivery: string;
  beforeAll(async () => {
    test = await startDesk();
    complaint = await test.fileAssigned();
    const other = await test.fileAssigned();
    tokens = new Map(LINKS.map((visitor) => [visitor, tokensOf(visitor, { complaint, other })]));
    people = await signPeopleIn();
    const application = { role: 'application', agency: null, label: 'Dishub Smart' } as const;
    key = (await test.deps.apiKeys.create(application, { by: 'test' })).id;
    const receiver = { url: 'https://jcoc.example/hooks', label: 'JCOC', types: [], agencies: [] };
    const { webhooks } = test.deps;
    const added = await webhooks.add(
      { ...receiver, categories: [], includeConfidential: false },
      { by: 'test' },
    );
    webhook = added.endpoint.id;
    delivery = (await webhooks.ping(webhook))?.id ?? 'none';
  });
  afterAll(() => test.stop());

  const withGet = PAGE_ROUTES.filter(({ get }) => get).map(({ path }) => path);
  const withPost = PAGE_ROUTES.filter(({ post }) => post).map(({ path }) => path);

  it.each(withGet)('is shown to those it is for, and to nobody else: %s', async (path) => {
    const row = PAGES[path];
    if (!row) throw new Error(`nobody has said who may see ${path}`);
    const got = await Promise.all(VISITORS.map(async (who) => [who, await look(path, who)]));
    expect(Object.fromEntries(got)).toEqual(Object.fromEntries(VISITORS.map((who) => [who, row(who)])));
  });

  it('has a row in this table only while it has a route', () => {
    expect(Object.keys(PAGES).filter((path) => !withGet.includes(path))).toEqual([]);
  });

  // Who may act is tested in the API's own table, since every form runs the API's operation.
  it.each(withPost)(
    'takes no form from a stranger, from somebody else’s link or with a forged token: %s',
    async (path) => {
      const before = await test.everything();
      const statuses = [];
      for (const who of [
        'anonymous',
        'signed out',
        'deactivated',
        'other reporter',
        'other mailbox',
        'dead mailbox',
      ] as const)
        statuses.push(await post(path, who));
      for (const who of ['officer', 'administrator'] as const)
        statuses.push(await post(path, who, { csrf: 'forged' }));
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
      if (!OPEN_FORMS.includes(path)) expect(await test.everything()).toBe(before);
    },
  );

  async function look(path: string, visitor: Visitor): Promise<Outcome> {
    const { status, headers } = await test.api
      .get(addressFor(path, visitor))
      .set('Cookie', people.get(visitor)?.cookie ?? '')
      .buffer(true)
      .parse(isStream(path) ? leave : undefined!);
    const { location = '' } = headers;
    if (status === 303) return location.startsWith('/sign-in?') ? 'sign in' : 'led on';
    return status === 404
      ? 'nothing'
      : status === 200
        ? 'shown'
        : Promise.reject(new Error(`${path}: ${status}`));
  }

  async function post(path: string, visitor: Visitor, fields: Record<string, string> = {}): Promise<number> {
    const { status } = await test.api
      .post(addressFor(path, visitor))
      .set('Cookie', people.get(visitor)?.cookie ?? '')
      .type('form')
      .send({ act: 'acknowledge', key: 'a-key-of-somebody-else', ...fields });
    return status;
  }

  function addressFor(path: string, visitor: Visitor): string {
    const purpose = /^\/(my|confirm|stop|act)\//.exec(path)?.[1] ?? '';
    const token = tokens.get(visitor)?.[purpose];
    const filled = path
      .replace(':code', complaint.trackingCode)
      .replace(':photo', SOME_PHOTO)
      .replace(':language', 'id')
      .replace(':delivery', delivery)
      .replace(':id', idFor(path));
    return token ? `${filled}?t=${token}` : filled;
  }

  function idFor(path: string): string {
    if (path.startsWith('/admin/keys/')) return key;
    return path.startsWith('/admin/webhooks/') ? webhook : (people.get('officer')?.member.id ?? '');
  }

  function tokensOf(visitor: Visitor, filed: { complaint: Filed; other: Filed }): Record<string, string> {
    const { id } = visitor === 'other reporter' ? filed.other : filed.complaint;
    const recipient = visitor.endsWith('reporter')
      ? `reporter:${id}`
      : `agency:${visitor === 'other mailbox' ? 'dishub' : 'pupr'}`;
    const generation = visitor === 'dead mailbox' ? 7 : 1;
    const sign = (purpose: 'reporter' | 'confirm' | 'stop' | 'act') =>
      test.sign({ complaintId: id, recipient, purpose, generation });
    return { my: sign('reporter'), confirm: sign('confirm'), stop: sign('stop'), act: sign('act') };
  }

  async function signPeopleIn(): Promise<Map<Visitor, Person>> {
    const roles = { officer: 'officer', supervisor: 'supervisor', head: 'agency_head' } as const;
    const found = new Map<Visitor, Person>();
    for (const [name, role] of Object.entries(roles) as [keyof typeof roles, (typeof roles)['officer']][]) {
      found.set(name, await test.signIn({ role, agency: 'pupr' }));
      found.set(`other ${name}`, await test.signIn({ role, agency: 'dishub' }));
    }
    found.set('command centre', await test.signIn({ role: 'command_centre', agency: null }));
    found.set('administrator', await test.signIn({ role: 'administrator', agency: null }));
    const signedOut = await test.signIn();
    await test.deps.sessions.close(signedOut.token);
    const deactivated = await test.signIn();
    await test.deps.staff.deactivate(deactivated.member.id, { by: 'test' });
    return found.set('signed out', signedOut).set('deactivated', deactivated);
  }
});

/** Forms that anybody may send; they change only what belongs to the sender. */
const OPEN_FORMS = [
  '/sign-in',
  '/file/what',
  '/file/share',
  '/file/send',
  '/file/photos',
  '/file/photos/:photo/remove',
  '/uploads',
  '/uploads/:photo/remove',
  '/track/:code/support',
];

function isStream(path: string): boolean {
  return path.endsWith('/live');
}

/** A stream goes on for as long as somebody listens. */
function leave(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  (response as IncomingMessage).destroy();
  done(null, null);
}
