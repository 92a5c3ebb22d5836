import { signInAgain } from '../../support/signed-in';
import { startDesk, type DeskUnderTest, type Person } from '../desk/desk-under-test';

describe('one’s own account', () => {
  let test: DeskUnderTest;
  let budi: Person;
  beforeAll(async () => {
    test = await startDesk();
  });
  beforeEach(async () => {
    budi = await test.signIn({ name: 'Budi', role: 'officer', agency: 'pupr' });
  });
  afterAll(() => test.stop());

  const sessionsOf = async ({ member }: Person) => (await test.deps.sessions.listOf(member.id)).length;

  it('shows who somebody is and where they are signed in', async () => {
    await test.deps.sessions.open({ staffId: budi.member.id, device: 'Chrome, Android' });
    const { status, text } = await test.see('/account', budi);
    expect(status).toBe(200);
    for (const words of [budi.member.email, 'Petugas, Dinas PUPR', 'Chrome, Android', 'perangkat ini'])
      expect(text).toContain(words);
    expect(text).not.toContain(budi.token);
    expect(text.match(/name="session"/g)).toHaveLength(1);
    expect(text).toContain(`<a href="/account" aria-current="page">Budi, Dinas PUPR</a>`);
  });

  it('lets them end one of their sessions, but nobody else’s', async () => {
    const phone = await signInAgain(test.deps, budi.member);
    const other = await test.signIn({ role: 'officer' });
    const [foreign] = await test.deps.sessions.listOf(other.member.id);
    await test.send('/account/sessions', budi, { session: foreign?.id ?? '' });
    await test.send('/account/sessions', budi, { session: 'x' });
    expect(await sessionsOf(other)).toBe(1);
    expect(await sessionsOf(budi)).toBe(2);
    const { text } = await test.see('/account', budi);
    const session = /name="session" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const { headers } = await test.send('/account/sessions', budi, { session });
    expect(headers.location).toBe('/account?done=ended');
    expect(await test.deps.sessions.find(phone.token)).toBeNull();
    expect(await test.deps.sessions.find(budi.token)).not.toBeNull();
  });

  it('lets them end all sessions but the current one, along with the links that were mailed', async () => {
    const phone = await signInAgain(test.deps, budi.member);
    const other = await test.signIn({ role: 'officer' });
    const { id } = await test.pagesDeps.signIns.request({ staffId: budi.member.id, device: null });
    await test.send('/account/sessions', budi);
    expect(await test.deps.sessions.find(phone.token)).toBeNull();
    expect(await test.deps.sessions.find(budi.token)).not.toBeNull();
    expect(await sessionsOf(other)).toBe(1);
    expect(await test.pagesDeps.signIns.use(id)).toBeNull();
    expect((await test.see('/account', budi)).text).not.toContain('Keluarkan semua perangkat lain');
  });

  it('keeps the language that they choose, for pages and mails', async () => {
    const chosen = await test.send('/account/language', budi, { language: 'en' });
    expect(chosen.headers.location).toBe('/account?done=language&lang=en');
    expect(await test.deps.staff.find(budi.member.id)).toMatchObject({ language: 'en' });
    const { text, headers } = await test.see(chosen.headers.location ?? '', budi);
    expect(text).toContain('Language saved.');
    expect(String(headers['set-cookie'])).toContain('lang=en');
    await test.send('/account/language', budi, { language: 'nl' });
    expect(await test.deps.staff.find(budi.member.id)).toMatchObject({ language: 'en' });
  });

  it('rejects a form from another site', async () => {
    await signInAgain(test.deps, budi.member);
    for (const path of ['/account/sessions', '/account/language'])
      expect((await test.send(path, { ...budi, csrf: 'x' }, { language: 'en' })).status).toBe(403);
    expect(await sessionsOf(budi)).toBe(2);
    expect(await test.deps.staff.find(budi.member.id)).toMatchObject({ language: 'id' });
  });
});
