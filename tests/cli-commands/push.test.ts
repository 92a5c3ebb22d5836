import { createPushSubscriptions } from '../../database/stores/push-subscriptions';
import { insertComplaint } from '../support/notification-rows';
import { startPushService, VAPID } from '../support/push-service';
import { openInstallation, type Installation } from './open-installation';
import { lastJson, runSikesal } from './run-sikesal';

const SITE = 'https://aduan.example.org';

describe('pushes on the command line', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  /** What the doctor says of pushes. */
  async function findingWith(settings: Record<string, string>) {
    const ran = await runSikesal(['doctor', '--json'], { ...installation.settings, ...settings });
    const findings = lastJson(ran) as { part: string; sound: boolean; detail: string }[];
    return findings.find(({ part }) => part === 'Pushes');
  }

  const keys = {
    VAPID_PUBLIC_KEY: VAPID.publicKey,
    VAPID_PRIVATE_KEY: VAPID.privateKey,
    VAPID_SUBJECT: VAPID.subject,
  };

  it('has keys made, a new pair each time, which the doctor takes', async () => {
    const made = async () =>
      lastJson(await installation.sikesalProcess('push', 'keys', '--json')) as {
        publicKey: string;
        privateKey: string;
      };
    const [pair, other] = [await made(), await made()];
    expect(pair.privateKey).not.toBe(other.privateKey);
    const { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY } = pair;
    expect(await findingWith({ ...keys, VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, PUBLIC_URL: SITE })).toEqual({
      ...{ part: 'Pushes', sound: true },
      detail: 'keys are set, 0 phones are subscribed',
    });
  });

  it('may be switched off', async () => {
    expect(await findingWith({ PUBLIC_URL: SITE })).toMatchObject({ sound: true });
  });

  it('need https', async () => {
    expect(await findingWith({ ...keys, PUBLIC_URL: 'http://aduan.example.org' })).toMatchObject({
      sound: false,
      detail: expect.stringContaining('https'),
    });
  });

  it.each([
    ['that are late', `next_attempt_at = now() - interval '2 minutes'`, 'late: 1.'],
    ['that push services refuse', `state = 'failed', last_error = 'HTTP_403'`, 'refused: 1.'],
  ])('%s are found', async (_what, change, detail) => {
    const { db } = installation;
    const complaintId = await insertComplaint(db, { reporter: { email: null } });
    const service = await startPushService();
    const phone = service.phone();
    const { keys: ofPhone, endpoint } = phone;
    const stored = createPushSubscriptions({ db });
    expect(await stored.subscribe({ complaintId, endpoint, ...ofPhone, language: 'id' })).toBe('subscribed');
    await installation.sql(`INSERT INTO push_deliveries (id, subscription_id, complaint_id, sequence, reporter_of)
      SELECT gen_random_uuid(), subscription_id, complaint_id, 1, complaint_id FROM push_of_complaints`);
    await installation.sql(`UPDATE push_deliveries SET ${change}`);
    expect((await findingWith({ ...keys, PUBLIC_URL: SITE }))?.detail).toContain(detail);
    await installation.sql('DELETE FROM push_subscriptions');
    await installation.sql('DELETE FROM push_deliveries');
    await service.stop();
  });
});
