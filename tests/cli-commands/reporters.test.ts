import { mkdir, rm } from 'node:fs/promises';
import { blobFile, openInstallation, type Installation } from './open-installation';

describe('sikesal reporters', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  const reporterOf = async (complaintId: string) =>
    (await installation.sql('SELECT name, email FROM reporters WHERE complaint_id = $1', complaintId))[0];

  it('erases the person, text and photos of one complaint, and records that it did', async () => {
    const { id, trackingCode, photoId } = await installation.fileWithPhoto();
    const other = await installation.fileWithPhoto();
    const ran = await installation.sikesalProcess('reporters', 'erase', trackingCode.toLowerCase());
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(await reporterOf(id)).toEqual({ name: null, email: null });
    expect(await installation.photos.read(photoId, 'full')).toBeNull();
    expect(await installation.photos.read(photoId, 'thumbnail')).toBeNull();
    expect(await installation.sql('SELECT actor, action FROM audit_entries WHERE subject = $1', id)).toEqual([
      { actor: 'cli', action: 'reporter_erased' },
    ]);
    expect(await reporterOf(other.id)).toMatchObject({ name: 'Siti' });
    expect(await installation.photos.read(other.photoId, 'full')).not.toBeNull();
  });

  it('names the photos that it could not remove', async () => {
    const { trackingCode, photoId } = await installation.fileWithPhoto();
    const file = blobFile(installation.folder, `photos/${photoId}/full`);
    await rm(file);
    await mkdir(file);
    const ran = await installation.sikesal('reporters', 'erase', trackingCode);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(photoId);
  });

  it('erases those whose complaints ended long enough ago, and no others', async () => {
    const [old, fresh, open] = [
      await installation.fileWithPhoto(),
      await installation.fileWithPhoto(),
      await installation.fileWithPhoto(),
    ];
    const ended = [old.id, fresh.id];
    for (const id of ended) await installation.act(id, { act: 'withdraw' }, { actor: { kind: 'system' } });
    const ago = `UPDATE timeline_events SET at = at - $2 * interval '1 day' WHERE complaint_id = $1`;
    const days = installation.city.retention.reporterDaysAfterClosing;
    await installation.sql(ago, old.id, days + 1);
    await installation.sql(ago, fresh.id, days - 1);
    await installation.sql(ago, open.id, days + 1);

    const ran = await installation.sikesal('reporters', 'sweep');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('1 reporter erased');
    expect(await reporterOf(old.id)).toEqual({ name: null, email: null });
    expect(await installation.photos.read(old.photoId, 'full')).toBeNull();
    expect(await reporterOf(fresh.id)).toMatchObject({ name: 'Siti' });
    expect(await reporterOf(open.id)).toMatchObject({ name: 'Siti' });
  });

  it.each([
    ['a code that nobody has', 'SK-0000-0000', /no complaint with the tracking code SK-0000-0000/],
    ['what is no code', 'everything', /"everything" is no tracking code/],
  ])('refuses %s in one sentence', async (_, code, sentence) => {
    const ran = await installation.sikesal('reporters', 'erase', code);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(sentence);
    expect(ran.stderr.trimEnd()).not.toContain('\n');
  });
});
