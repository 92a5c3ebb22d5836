import { keyIn } from '../pages-under-test';
import { startDesk, type DeskUnderTest, type Person } from './desk-under-test';

describe('acting on several complaints at once', () => {
  let test: DeskUnderTest;
  let budi: Person;
  beforeAll(async () => {
    test = await startDesk();
    budi = await test.signIn();
  });
  afterAll(() => test.stop());

  const file = (count: number) => Promise.all(Array.from({ length: count }, () => test.fileAssigned()));
  const picks = (codes: readonly string[]) =>
    Object.fromEntries(codes.map((code) => [`pick:${code}`, 'yes']));
  const codesOf = (filed: readonly { trackingCode: string }[]) =>
    filed.map(({ trackingCode }) => trackingCode);
  const key = async (person = budi) => keyIn((await test.see('/desk', person)).text);

  it('acknowledges each ticked complaint by itself, and says which had changed before', async () => {
    const filed = await file(3);
    const [first, second, other] = filed;
    if (!first || !second || !other) throw new Error('not filed');
    await test.act(other.trackingCode, 'start', await test.key('officer', 'pupr'));
    const fields = { ...picks(codesOf(filed)), key: await key(), back: '/desk?category=jalan' };
    const { status, headers } = await test.send('/desk/acknowledge', budi, fields);
    expect(status).toBe(303);
    expect(headers.location).toMatch(/^\/desk\?category=jalan&done=acknowledge&count=2&changed=SK-/);
    const { text } = await test.see(headers.location ?? '', budi);
    expect(text).toContain('2 tercatat: diterima.');
    expect(text).toContain('1 berubah lebih dulu:');
    expect(text).toContain(`<a class="code" href="/desk/complaints/${other.trackingCode}">`);
    for (const one of [first, second]) expect(await test.types(one)).toContain('acknowledged');
    expect(await test.types(other)).not.toContain('acknowledged');
  });

  it('counts once, however often and however close together the same form is sent', async () => {
    const filed = await file(2);
    const fields = { ...picks(codesOf(filed)), key: await key() };
    const twice = await Promise.all([1, 2].map(() => test.send('/desk/acknowledge', budi, fields)));
    const again = await test.send('/desk/acknowledge', budi, fields);
    for (const { headers } of [...twice, again])
      expect(headers.location).toBe('/desk?done=acknowledge&count=2');
    for (const one of filed) {
      const types = await test.types(one);
      expect(types.filter((type) => type === 'acknowledged')).toHaveLength(1);
    }
  });

  it('acknowledges the one whose button was pressed, whatever else is ticked', async () => {
    const [one, other] = await file(2);
    if (!one || !other) throw new Error('not filed');
    const fields = { ...picks([other.trackingCode]), key: await key() };
    await test.send(`/desk/acknowledge?only=${one.trackingCode}`, budi, fields);
    expect(await test.types(one)).toContain('acknowledged');
    expect(await test.types(other)).not.toContain('acknowledged');
  });

  it('assigns what is ticked to a colleague, but to nobody in another agency', async () => {
    const siti = await test.signIn({ name: 'Siti Aminah' });
    const stranger = await test.signIn({ agency: 'dishub' });
    const filed = await file(2);
    const fields = { ...picks(codesOf(filed)), key: await key() };
    expect((await test.see('/desk', budi)).text).toContain(`<option value="${siti.member.id}">Siti Aminah`);
    const { headers } = await test.send('/desk/assign', budi, { ...fields, officer: siti.member.id });
    expect(headers.location).toBe('/desk?done=assign&count=2');
    expect((await test.see('/desk?officer=me', siti)).text).toContain(codesOf(filed)[0]);
    const refused = await test.send('/desk/assign', budi, {
      ...fields,
      key: await key(),
      officer: stranger.member.id,
    });
    expect(refused.status).toBe(422);
    expect((await test.see('/desk?officer=me', siti)).text).toContain(codesOf(filed)[0]);
    const freed = await test.send('/desk/assign', budi, { ...fields, key: await key(), officer: 'nobody' });
    expect(freed.headers.location).toBe('/desk?done=assign&count=2');
    expect((await test.see('/desk?officer=me', siti)).text).not.toContain(codesOf(filed)[0]);
  });

  it('offers nothing to tick or to accept for a complaint that the command centre has taken over', async () => {
    const [taken, own] = await file(2);
    if (!taken || !own) throw new Error('not filed');
    const centre = await test.key('command_centre');
    await test.act(taken.trackingCode, 'take-over', centre, { reason: 'Terlalu lama.' });
    const { text } = await test.see('/desk', budi);
    const offers = ({ trackingCode }: { trackingCode: string }) => [
      text.includes(`data-code="${trackingCode}"`),
      text.includes(`pick:${trackingCode}`),
      text.includes(`only=${trackingCode}`),
    ];
    expect([offers(taken), offers(own)]).toEqual([
      [true, false, false],
      [true, true, true],
    ]);
  });

  it('asks for what is missing, and keeps what is ticked', async () => {
    const [one] = await file(1);
    const code = one?.trackingCode ?? '';
    const nothing = await test.send('/desk/acknowledge', budi, { key: await key() });
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('Pilih dulu aduannya.');
    const nobody = await test.send('/desk/assign', budi, { ...picks([code]), key: await key() });
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('Pilih petugasnya.');
    expect(nobody.text).toMatch(new RegExp(`name="pick:${code}"[^>]* checked`));
  });

  it('stops when the engine is down, keeps the ticks and the key, and counts once when sent again', async () => {
    const filed = await file(2);
    const fields = { ...picks(codesOf(filed)), key: await key() };
    test.engine.state.isDown = true;
    const { status, text, headers } = await test.send('/desk/acknowledge', budi, fields);
    test.engine.state.isDown = false;
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(text).toContain('Belum tercatat');
    expect(keyIn(text)).toBe(fields.key);
    for (const code of codesOf(filed)) expect(text).toMatch(new RegExp(`name="pick:${code}"[^>]* checked`));
    const again = await test.send('/desk/acknowledge', budi, fields);
    expect(again.headers.location).toBe('/desk?done=acknowledge&count=2');
  });

  it('counts the same form with another officer as a new assignment', async () => {
    const siti = await test.signIn({ name: 'Siti Zahra' });
    const filed = await file(2);
    const fields = { ...picks(codesOf(filed)), key: await key() };
    const give = (officer: string) => test.send('/desk/assign', budi, { ...fields, officer });
    for (const { id } of [siti.member, siti.member, budi.member]) {
      expect((await give(id)).headers.location).toBe('/desk?done=assign&count=2');
    }
    for (const one of filed) {
      const types = await test.types(one);
      expect(types.filter((type) => type === 'officer_assigned')).toHaveLength(2);
    }
    expect((await test.see('/desk?officer=me', siti)).text).not.toContain(codesOf(filed)[0]);
  });

  it('keeps what is ticked when the chosen officer has left the agency in the meantime', async () => {
    const gone = await test.signIn({ name: 'Rudi Hartono' });
    const [one] = await file(1);
    const code = one?.trackingCode ?? '';
    const fields = { ...picks([code]), key: await key() };
    await test.deps.staff.deactivate(gone.member.id, { by: 'test' });
    for (const officer of [gone.member.id, 'x']) {
      const { status, text } = await test.send('/desk/assign', budi, { ...fields, officer });
      expect(status).toBe(422);
      expect(text).toContain('Pilih petugasnya.');
      expect(text).toMatch(new RegExp(`name="pick:${code}"[^>]* checked`));
    }
  });

  it('looks up no more codes than a page has, whatever its address names', async () => {
    const changed = Array.from({ length: 1_000 }, (_, at) => `SK-0000-${1_000 + at}`).join(',');
    const { status, text } = await test.see(`/desk?done=acknowledge&count=1&changed=${changed}`, budi);
    expect(status).toBe(200);
    expect([...text.matchAll(/<li><span class="code">SK-/g)]).toHaveLength(40);
  });

  it('leaves another agency’s complaint alone, and treats it like one that does not exist', async () => {
    const lamp = await test.fileAssigned({ category: 'lampu-jalan' });
    const codes = [lamp.trackingCode, 'SK-0000-0000'];
    const { headers } = await test.send('/desk/acknowledge', budi, { ...picks(codes), key: await key() });
    const { text } = await test.see(headers.location ?? '', budi);
    for (const code of codes) expect(text).toContain(`<li><span class="code">${code}</span></li>`);
    expect(await test.types(lamp)).not.toContain('acknowledged');
  });

  it('is only for staff of an agency, with the CSRF token of their own session', async () => {
    const [one] = await file(1);
    if (!one) throw new Error('not filed');
    const fields = { ...picks([one.trackingCode]), key: await key() };
    const other = await test.signIn({ agency: 'dishub' });
    const centre = await test.signIn({ role: 'command_centre', agency: null });
    const admin = await test.signIn({ role: 'administrator', agency: null });
    for (const address of ['/desk/acknowledge', '/desk/assign']) {
      for (const person of [centre, admin])
        expect((await test.send(address, person, fields)).status).toBe(404);
      expect((await test.send(address, { cookie: '', csrf: '' }, fields)).status).toBe(401);
      for (const csrf of ['', other.csrf]) {
        expect((await test.send(address, { cookie: budi.cookie, csrf }, fields)).status).toBe(403);
      }
      expect((await test.see(address, budi)).headers.location).toBe('/desk');
    }
    expect(await test.types(one)).toEqual(['received', 'assigned']);
  });

  it('redirects only to the list', async () => {
    const [one] = await file(1);
    for (const back of ['https://evil.example/?q=x', '//evil.example?status=closed', 'javascript:alert(1)']) {
      const fields = { ...picks([one?.trackingCode ?? '']), key: await key(), back };
      expect((await test.send('/desk/acknowledge', budi, fields)).headers.location).toMatch(/^\/desk\?/);
    }
  });
});
