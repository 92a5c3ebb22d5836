import { openInstallation, type Installation } from './open-installation';
import { lastJson } from './run-sikesal';

describe('sikesal mail', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  const failMails = `UPDATE notifications SET state = 'failed', attempts = 7, last_error = 'SMTP_550'
    WHERE complaint_id = $1 RETURNING id`;
  const statesOf = async (complaintId: string) =>
    (
      await installation.sql<{ state: string }>(
        'SELECT state FROM notifications WHERE complaint_id = $1',
        complaintId,
      )
    ).map(({ state }) => state);

  it('shows what is stuck and why, and queues one mail or all of them again', async () => {
    const [one, two] = [await installation.fileAssigned(), await installation.fileAssigned()];
    const [first] = await installation.sql<{ id: string }>(failMails, one.id);
    await installation.sql(failMails, two.id);

    const shown = await installation.sikesal('mail', 'stuck');
    expect(shown.stdout).toContain('SMTP_550');
    expect(shown.stdout).toContain(one.trackingCode);
    const stuck = lastJson(await installation.sikesal('mail', 'stuck', '--json'));
    expect(stuck).toHaveLength(4);
    expect(stuck).toContainEqual(expect.objectContaining({ id: first?.id, state: 'failed', attempts: 7 }));

    expect((await installation.sikesal('mail', 'replay', first?.id ?? '')).stdout).toBe(
      '1 mail is queued again.\n',
    );
    expect((await statesOf(one.id)).sort()).toEqual(['failed', 'pending']);
    expect((await installation.sikesal('mail', 'replay', '--failed')).stdout).toBe(
      '3 mails are queued again.\n',
    );
    expect([...(await statesOf(one.id)), ...(await statesOf(two.id))]).toEqual(Array(4).fill('pending'));
  });

  it('handles mails that are about no complaint', async () => {
    const [row] = await installation.sql<{ id: string }>(
      `INSERT INTO notifications (id, kind, recipient, occasion, due_at, state, attempts, last_error)
        VALUES (gen_random_uuid(), 'digest', $1, '2026-11-24', now(), 'failed', 9, 'SMTP_554') RETURNING id`,
      'supervisor:pupr',
    );
    const shown = (await installation.sikesal('mail', 'stuck')).stdout;
    expect(shown).toMatch(/- +digest +supervisor:pupr +failed/);
    const stuck = lastJson(await installation.sikesal('mail', 'stuck', '--json'));
    expect(stuck).toContainEqual(
      expect.objectContaining({ id: row?.id, trackingCode: null, sequence: null }),
    );
    const replayed = await installation.sikesal('mail', 'replay', row?.id ?? '');
    expect(replayed.stdout).toBe('1 mail is queued again.\n');
  });

  it.each([
    ['nothing', []],
    ['a mail and all of them', ['018f0000-0000-7000-8000-000000000000', '--failed']],
    ['what is no id', ['all']],
    ['a mail that does not exist', ['018f0000-0000-7000-8000-000000000000']],
  ])('refuses to replay %s, in one sentence', async (_, args) => {
    const ran = await installation.sikesal('mail', 'replay', ...args);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^[^\n]+[.]\n$/);
  });
});
