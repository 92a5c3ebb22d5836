import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { signedIn } from '../../support/signed-in';
import { startDesk, type DeskUnderTest, type Person } from './desk-under-test';

describe('the list as a table for a spreadsheet', () => {
  let test: DeskUnderTest;
  let budi: Person;
  beforeAll(async () => {
    test = await startDesk();
    budi = await test.signIn({ name: '=HYPERLINK("https://evil.example";"x")' });
  });
  afterAll(() => test.stop());

  const read = async (address = '/desk/complaints.csv', person = budi) => {
    const response = await test
      .see(address, person)
      .buffer(true)
      .parse((body, done) => {
        buffer(body as unknown as Readable).then(
          (data) => done(null, data),
          (error: Error) => done(error, null),
        );
      });
    return { ...response, lines: (response.body as Buffer).toString('utf8').split('\n') };
  };

  it('has a header, a byte order mark and a file name, even when it is empty', async () => {
    const { lines, headers, status } = await read();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="?aduan\.csv"?$/);
    expect(headers['cache-control']).toBe('no-store');
    expect(lines[0]).toMatch(/^\uFEFFNomor aduan,Kategori,Kecamatan,Dinas,Status,/);
    expect(lines[0]).toContain('Masuk (Asia/Jakarta)');
    expect(lines.slice(1)).toEqual(['']);
  });

  it('has what the list shows with the same filters, but nothing about reporters or what they wrote', async () => {
    const road = await test.fileAssigned({
      description: 'KANARI-TEKS lubang besar di depan rumah saya.',
      location: { latitude: -1.6105, longitude: 103.6131, address: 'KANARI-ALAMAT 12' },
      reporter: { name: 'KANARI-NAMA', email: 'kanari@warga.example', phone: '+6281299990000' },
    });
    const drain = await test.fileAssigned({ category: 'drainase' });
    await test.fileAssigned({ category: 'lampu-jalan' });
    await test.moveClock(drain, 50);
    const { lines } = await read();
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(new RegExp(`^${drain.trackingCode},Drainase,[^,]+,Dinas PUPR,Menunggu dinas,`));
    expect(lines[1]).toMatch(/,ya,\d{4}-\d\d-\d\d \d\d:\d\d,/);
    expect(lines[2]).toContain(road.trackingCode);
    expect(lines.join('\n')).not.toMatch(/KANARI|warga|9999|-1\.61|103\.6/);
    const late = await read('/desk/complaints.csv?due=late&lang=en');
    expect(late.lines[0]).toContain('Complaint number');
    expect(late.lines.slice(1, -1)).toHaveLength(1);
  });

  it('turns a cell that a spreadsheet would evaluate into text', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'assign', await test.key('officer', 'pupr'), {
      officer: budi.member.id,
    });
    const line = (await read('/desk/complaints.csv?officer=me')).lines[1];
    expect(line).toMatch(/,"'=HYPERLINK\(""https:\/\/evil\.example"";""x""\)"$/);
  });

  it('goes on for many pages, with each complaint once', async () => {
    const centre = await signedIn(test.deps, { role: 'command_centre', agency: null });
    await test.db.sequelize.query(`
      INSERT INTO complaints (id, tracking_code, description, latitude, longitude, district, sequence, status, category,
        agency, policy_version, received_at, cycle, target_hours, resolve_by, escalation_level, decision_pending,
        assignment, published, workflow_started_at)
      SELECT gen_random_uuid(), 'SK-' || n, 'x', -1.6, 103.6, 'kota-baru', 2, 'assigned', 'jalan', 'pupr',
        (SELECT version FROM policies), now(), 1, 72, now() + interval '3 days', 0, false, 1, false, now()
      FROM generate_series(1, 1200) AS n`);
    const { lines } = await read('/desk/complaints.csv', centre);
    const codes = lines.slice(1, -1).map((line) => line.split(',')[0]);
    expect(codes.length).toBeGreaterThanOrEqual(1200);
    expect(new Set(codes).size).toBe(codes.length);
    expect(lines.filter((line) => line.includes('Nomor aduan'))).toHaveLength(1);
  });
});
