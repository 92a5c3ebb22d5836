import { startTestMailbox } from '../support/real-parts';
import { openInstallation, type Installation } from './open-installation';
import { lastJson, runSikesal } from './run-sikesal';

interface Finding {
  part: string;
  sound: boolean;
  detail: string;
}

describe('sikesal doctor', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  async function examine(
    settings: Record<string, string>,
  ): Promise<{ code: number | null; of: (part: string) => Finding }> {
    const ran = await runSikesal(['doctor', '--json'], { ...installation.settings, ...settings });
    const findings = lastJson(ran) as Finding[];
    return {
      code: ran.code,
      of: (part) =>
        findings.find((finding) => finding.part === part) ?? { part, sound: false, detail: 'absent' },
    };
  }

  const elsewhere = { MAIL_FROM: 'SiKesal <aduan@kota.example>', PUBLIC_URL: 'http://localhost:3000' };

  it('finds every part that is up, and says that no worker is running', async () => {
    const mailbox = await startTestMailbox();
    const found = await examine({
      ...elsewhere,
      TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
      TEMPORAL_NAMESPACE: 'default',
      SMTP_URL: mailbox.smtpUrl,
    });
    await mailbox.stop();
    for (const part of ['PostgreSQL', 'Database', 'Policy', 'City pack', 'Temporal', 'Mail', 'Photos']) {
      expect(found.of(part)).toMatchObject({ part, sound: true });
    }
    expect(found.of('Temporal').detail).toMatch(/server \d+\.\d+\.\d+/);
    expect(found.of('Worker')).toMatchObject({ sound: false });
    expect(found.code).toBe(1);
  });

  it('says what to do about each part that is down', async () => {
    await installation.sql(`DELETE FROM migrations WHERE name = '0001-complaints.sql'`);
    const found = await examine({
      ...elsewhere,
      TEMPORAL_ADDRESS: '127.0.0.1:9',
      SMTP_URL: 'smtp://127.0.0.1:9',
      PHOTOS_URL: 'file:///dev/null/photos',
      CITY_PACK: '/no/such/pack',
    });
    expect(found.of('Temporal').detail).toMatch(/127\.0\.0\.1:9.+start it, or correct TEMPORAL_ADDRESS/);
    expect(found.of('Mail').detail).toMatch(/\(E\w+\).+correct SMTP_URL/);
    expect(found.of('Photos').detail).toMatch(/PHOTOS_URL/);
    expect(found.of('City pack').detail).toContain('city.json: is missing');
    expect(found.of('Database').detail).toMatch(/0001-complaints\.sql is not applied: run .+ migrate/);
    expect(found.of('PostgreSQL')).toMatchObject({ sound: true });
    expect(found.code).toBe(1);
  });
});
