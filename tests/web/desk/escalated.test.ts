import { startDesk, type DeskUnderTest, type Person } from './desk-under-test';

describe('the list of escalated complaints', () => {
  let test: DeskUnderTest;
  let leader: Person;
  let [level1, level2, level3, calm]: Awaited<ReturnType<DeskUnderTest['fileAssigned']>>[] = [];
  beforeAll(async () => {
    test = await startDesk();
    leader = await test.signIn({ role: 'supervisor', name: 'Ratna Dewi' });
    const officer = await test.signIn({ name: 'Budi Santoso' });
    level3 = await test.fileAssigned();
    level2 = await test.fileAssigned();
    level1 = await test.fileAssigned();
    calm = await test.fileAssigned();
    await test.act(level1.trackingCode, 'assign', await test.key('officer', 'pupr'), {
      officer: officer.member.id,
    });
    await escalate(level1, 25);
    await escalate(level2, 49);
    await escalate(level3, 73);
  });
  afterAll(() => test.stop());

  /** Moves the case's own clock on, and settles what was due by then. */
  async function escalate(filed: { id: string }, hours: number): Promise<void> {
    test.hoursPass(hours);
    await test.settle(filed.id);
    test.hoursPass(-hours);
    await test.moveClock(filed, hours);
  }
  const code = (filed: typeof calm) => filed?.trackingCode ?? 'none';
  const seenBy = async (person: Person, address = '/desk/escalated') =>
    (await test.see(address, person)).text;

  it('says why each one escalated, by which deadline, and who was asked and when', async () => {
    const text = await seenBy(leader);
    expect(text).toContain('Tingkat 1, di atasan');
    expect(text).toMatch(
      /Belum diterima dalam 24 jam; tenggatnya \w+ \d+ \w+ 20\d\d, pukul \d\d\.\d\d WIB\./,
    );
    expect(text).toMatch(
      /Dinas PUPR, diminta menangani <time datetime="[^"]+">[^<]+<\/time> · email belum terkirim/,
    );
    expect(text).toContain('Budi Santoso, ditugaskan');
    expect(text).toContain('Kepala Bidang Dinas PUPR, diberi tahu aduan naik');
    expect(text).not.toContain(code(calm));
    expect(text).not.toMatch(/siti@|Siti Rahma/);
  });

  it('links to the forms of the case that can still be used', async () => {
    const text = await seenBy(leader);
    expect(text).toContain(`href="/desk/complaints/${code(level1)}?do&#x3D;extend#extend"`);
    expect(text).toContain(`href="/desk/complaints/${code(level1)}?do&#x3D;reassign#reassign"`);
    expect(text).toContain(`href="/desk/complaints/${code(level1)}?do&#x3D;nudge#nudge"`);
    // Its promise has passed, so nothing can be extended.
    expect(text).not.toContain(`href="/desk/complaints/${code(level3)}?do&#x3D;extend#extend"`);
  });

  it('shows each level the cases at it or above, the most urgent first', async () => {
    const order = (text: string) =>
      [level1, level2, level3]
        .map((filed) => ({ filed, at: text.indexOf(`/desk/complaints/${code(filed)}"`) }))
        .filter(({ at }) => at >= 0)
        .sort((one, other) => one.at - other.at)
        .map(({ filed }) => filed);
    const head = await test.signIn({ role: 'agency_head' });
    const centre = await test.signIn({ role: 'command_centre', agency: null });
    expect(order(await seenBy(leader))).toEqual([level3, level2, level1]);
    expect(order(await seenBy(head))).toEqual([level3, level2]);
    expect(order(await seenBy(centre))).toEqual([level3]);
    const elsewhere = await test.signIn({ role: 'supervisor', agency: 'dishub' });
    expect(order(await seenBy(elsewhere))).toEqual([]);
    expect(await seenBy(elsewhere)).toContain('Tidak ada yang naik kepada Anda. Terima kasih.');
  });

  it('does not exist for officers and administrators', async () => {
    const unknown = await test.page('/no-such-page').set('Accept', 'text/html');
    for (const role of ['officer', 'administrator'] as const) {
      const person = await test.signIn({ role, agency: role === 'officer' ? 'pupr' : null });
      const { status, text } = await test.see('/desk/escalated', person);
      expect(status).toBe(404);
      expect(text).toContain(/<h1>[^<]+<\/h1>/.exec(unknown.text)?.[0]);
    }
  });

  it('is available in English, too', async () => {
    const text = await seenBy(leader, '/desk/escalated?lang=en');
    expect(text).toContain('Passed up to you');
    expect(text).toMatch(/Not accepted within 24 h; it was due \w+ \d+ \w+ 20\d\d, \d\d:\d\d WIB\./);
  });

  it('drops a case once it is resolved, and gives the objection as the reason once it is reopened', async () => {
    const [filed] = [await test.fileAssigned()];
    const key = await test.key('officer', 'pupr');
    await escalate(filed, 25);
    await test.act(filed.trackingCode, 'resolve', key, { note: 'Sudah ditambal.' });
    expect(await seenBy(leader)).not.toContain(code(filed));
    await test.act(filed.trackingCode, 'reopen', filed.reporterToken, {
      reason: 'not_repaired',
      text: 'Masih berlubang.',
    });
    const head = await test.signIn({ role: 'agency_head' });
    expect(await seenBy(head)).toMatch(/Pelapor keberatan, \w+ \d+/);
  });

  it('still says who was asked when that office no longer exists', async () => {
    const filed = await test.fileAssigned();
    await escalate(filed, 73);
    await test.db.models.Notification.update(
      { recipient: 'command_centre:former' },
      { where: { complaintId: filed.id, recipient: 'command_centre:jcoc' } },
    );
    const text = await seenBy(leader);
    expect(text).toContain(code(filed));
    expect(text).toContain('Jabatan yang sudah tidak ada, diberi tahu aduan naik');
  });
});
