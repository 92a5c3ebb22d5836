import { createServer, type Server } from 'node:http';
import express from 'express';
import request from 'supertest';
import { openDatabase, type Database } from '../../../database/connection';
import { createSessionStore } from '../../../database/stores/session-store';
import { signInRoutes } from '../../../web/sign-in/sign-in-routes';
import { servePage, type PageHandler, type PageOptions } from '../../../web/http/serve-page';
import { createPagesContext } from '../../../web/pages-context';
import { formToken } from '../../../web/sign-in/staff-session';
import { newMember, signedIn, signInAgain, type SignedIn } from '../../support/signed-in';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const ROLES = ['officer', 'supervisor', 'agency_head', 'command_centre', 'administrator'] as const;
const LEADERS = ['supervisor', 'agency_head', 'command_centre'] as const;

/** A page that says who is looking at it. */
const whoIsThere: PageHandler = async (context, { session }) => {
  const locale = context.locales('id');
  const paragraphs = [`there: ${session?.member.id ?? 'nobody'}`];
  const view = { heading: 'x', paragraphs, kept: null, resend: null, onward: { url: '/', label: 'x' } };
  return { kind: 'page', status: 200, template: 'message', title: 'x', view, locale, keepsAddress: true };
};

describe('a page for staff', () => {
  let test: PagesUnderTest;
  let server: Server;
  let budi: SignedIn;
  let away: Database;
  beforeAll(async () => {
    test = await startPages();
    const context = createPagesContext(test.pagesDeps);
    const app = express();
    const open = (path: string, options: PageOptions) =>
      app.all(path, servePage(context, whoIsThere, options));
    open('/public', { isSecret: false });
    open('/staff/:code', { isSecret: false, needs: 'session' });
    open('/leaders', { isSecret: false, needs: LEADERS });
    away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing', maxConnections: 1 });
    const sessions = createSessionStore({ db: away });
    const offPage = servePage({ ...context, sessions }, whoIsThere, { isSecret: true, needs: 'session' });
    app.all('/database-away', offPage);
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    budi = await signedIn(test.deps);
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await away.close();
    await test.stop();
  });

  const get = (path: string, cookie = '') => request(server).get(path).set('Cookie', cookie);
  const post = (path: string, fields: Record<string, string>, cookie = '') =>
    request(server).post(path).set('Cookie', cookie).type('form').send(fields);
  const there = (text: string) => /there: ([\w-]+)/.exec(text)?.[1] ?? null;

  it('redirects somebody who is not signed in to the sign-in page, with the way back', async () => {
    for (const cookie of ['', '__Host-sikesal-session=', `__Host-sikesal-session=${'x'.repeat(43)}`]) {
      const { status, headers } = await get('/staff/a%2Fb?q=jalan rusak&level=2', cookie);
      expect(status).toBe(303);
      const next = new URL(headers.location ?? '', 'https://x.example').searchParams.get('next');
      expect(next).toBe('/staff/a%2Fb?q=jalan+rusak&level=2');
    }
    expect((await get('/leaders')).headers.location).toBe('/sign-in?next=%2Fleaders');
  });

  it('is shown to a signed-in person, and kept out of caches and search engines', async () => {
    const { status, text, headers } = await get('/staff/1', budi.cookie);
    expect(status).toBe(200);
    expect(there(text)).toBe(budi.member.id);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toContain('noindex');
  });

  it('exists only for the roles that it is for', async () => {
    const unknown = (await test.page('/no-such-page').set('Cookie', budi.cookie).accept('html')).text;
    for (const role of ROLES) {
      const agency = ['command_centre', 'administrator'].includes(role) ? null : 'pupr';
      const { cookie, csrf } = await signedIn(test.deps, { role, agency });
      const isFor = (LEADERS as readonly string[]).includes(role);
      const responses = [await get('/leaders', cookie), await post('/leaders', { csrf }, cookie)];
      expect(responses.map(({ status }) => status)).toEqual(isFor ? [200, 200] : [404, 404]);
    }
    const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
    expect(main((await get('/leaders', budi.cookie)).text)).toBe(main(unknown));
  });

  it('accepts a form only with the CSRF token of its session', async () => {
    const good = await post('/staff/1', { csrf: budi.csrf, note: 'x' }, budi.cookie);
    expect(there(good.text)).toBe(budi.member.id);
    const other = await signInAgain(test.deps, budi.member);
    const words = 'Sudah kami tambal.';
    for (const csrf of [undefined, '', 'x', other.csrf, budi.token, formToken(''), `${budi.csrf}=`]) {
      const fields = { note: words, ...(csrf === undefined ? {} : { csrf }) };
      const { status, text } = await post('/staff/1', fields, budi.cookie);
      expect(status).toBe(403);
      expect(there(text)).toBeNull();
      expect(text).toContain('Formulir ini tidak berlaku lagi');
      expect(text).toContain(words);
    }
  });

  it('keeps what was typed when the session has ended', async () => {
    const words = 'Sudah kami tambal.\nBesok kami periksa <lagi>.';
    const { status, text } = await post('/staff/1', {
      csrf: budi.csrf,
      key: 'k-1',
      act: 'resolve',
      note: words,
    });
    expect(status).toBe(401);
    expect(text).toContain('Sesi Anda sudah berakhir');
    expect(text).toContain('Sudah kami tambal.\nBesok kami periksa &lt;lagi&gt;.</textarea>');
    expect(text).toContain('href="/sign-in?next&#x3D;%2Fstaff%2F1"');
    expect(text).not.toContain(budi.csrf);
  });

  it('keeps what was typed while the session cannot be looked up', async () => {
    const fields = { csrf: budi.csrf, key: 'k-1', note: 'Sudah kami <tambal>.' };
    const { status, text, headers } = await post('/database-away', fields, budi.cookie);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(text).toContain('Sudah kami &lt;tambal&gt;.</textarea>');
    expect(text).not.toContain(budi.csrf);
    const broken = await post('/database-away', { note: 'x'.repeat(200_000) }, budi.cookie);
    expect(broken.status).toBe(503);
  });

  it('is closed at once to somebody who was deactivated, signed out or given another role', async () => {
    const { member, cookie, csrf } = await signedIn(test.deps, { role: 'supervisor' });
    expect((await get('/leaders', cookie)).status).toBe(200);
    await test.deps.staff.change(member.id, { role: 'officer' }, { by: 'test' });
    expect((await get('/leaders', cookie)).status).toBe(404);
    expect((await get('/staff/1', cookie)).status).toBe(200);
    await test.deps.staff.deactivate(member.id, { by: 'test' });
    expect((await get('/staff/1', cookie)).status).toBe(303);
    expect((await post('/staff/1', { csrf }, cookie)).status).toBe(401);

    const again = await signedIn(test.deps);
    await test.deps.sessions.closeAllOf(again.member.id, { by: 'test' });
    expect((await get('/staff/1', again.cookie)).status).toBe(303);
  });

  it('leaves public pages open to everybody, where a forged form counts as nobody’s', async () => {
    expect(there((await get('/public')).text)).toBe('nobody');
    expect(there((await get('/public', budi.cookie)).text)).toBe(budi.member.id);
    expect(there((await post('/public', {}, budi.cookie)).text)).toBe('nobody');
    expect(there((await post('/public', { csrf: budi.csrf }, budi.cookie)).text)).toBe(budi.member.id);
    expect((await get('/public', budi.cookie)).headers.vary).toContain('Cookie');
  });

  it('shows the links for the role and the way to sign out at the top', async () => {
    const links = async (cookie: string) =>
      [...(await get('/public', cookie)).text.matchAll(/<li><a href="([^"]+)"/g)].map(([, url]) => url);
    const leader = await signedIn(test.deps, { role: 'agency_head' });
    const centre = await signedIn(test.deps, { role: 'command_centre', agency: null });
    const admin = await signedIn(test.deps, { role: 'administrator', agency: null });
    expect(await links('')).toEqual([]);
    expect(await links(budi.cookie)).toEqual(['/desk', '/forecast', '/statistics']);
    expect(await links(leader.cookie)).toEqual(['/desk', '/desk/escalated', '/forecast', '/statistics']);
    expect(await links(centre.cookie)).toEqual([
      ...['/command-centre', '/desk', '/desk/escalated'],
      ...['/command-centre/outages', '/forecast', '/statistics'],
    ]);
    expect(await links(admin.cookie)).toEqual([
      ...['/command-centre', '/desk', '/forecast', '/statistics'],
      ...['/admin/staff', '/admin/keys', '/admin/webhooks'],
    ]);
    const { text } = await get('/public', budi.cookie);
    expect(text).toContain(`action="/sign-out"><input type="hidden" name="csrf" value="${budi.csrf}">`);
    expect(text).not.toContain(budi.token);
  });
});

describe('signing out', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('ends the session and takes its cookie away', async () => {
    const { member, token, cookie, csrf } = await signedIn(test.deps);
    const other = await signInAgain(test.deps, member);
    const { status, headers } = await test.post('/sign-out', { csrf }).set('Cookie', cookie);
    expect(status).toBe(303);
    expect(headers.location).toBe('/sign-in');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-sikesal-session=; Max-Age=0; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    expect(await test.deps.sessions.find(token)).toBeNull();
    expect(await test.deps.sessions.find(other.token)).not.toBeNull();
  });

  it('cannot be triggered by a link or by another site’s form', async () => {
    const { token, cookie } = await signedIn(test.deps);
    await test.page('/sign-out').set('Cookie', cookie).expect(303);
    await test.post('/sign-out').set('Cookie', cookie).expect(403);
    await test
      .post('/sign-out', { csrf: formToken('x') })
      .set('Cookie', cookie)
      .expect(403);
    expect(await test.deps.sessions.find(token)).not.toBeNull();
    await test.post('/sign-out').expect(401);
  });
});

describe('every sign-in page', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it.each(['id', 'en'])('is in one language, with one heading and labelled fields (%s)', async (language) => {
    const member = await newMember(test.deps);
    const { id } = await test.pagesDeps.signIns.request({ staffId: member.id, device: null });
    const link = test.sign({ purpose: 'sign_in', signInId: id, recipient: `staff:${member.id}` });
    for (const address of ['/sign-in', '/sign-in/sent', `/sign-in/link?t=${link}`, '/sign-in/link?t=x']) {
      const { text } = await test.page(address, language);
      expect(text).toContain(`<html lang="${language}"`);
      expect(text.match(/<h1[ >]/g)).toHaveLength(1);
      expect(text).not.toMatch(/<script(?! type="module" src=)|<style| style=|undefined|\[object|>signIn\./);
    }
    expect((await test.page('/sign-in')).text).toMatch(/<label for="email">/);
  });

  it('rejects a PUT with a 405, even without a session', async () => {
    for (const { path } of signInRoutes) await test.api.put(path).expect(405);
  });
});
