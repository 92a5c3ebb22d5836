import { createWebhookStore } from '../../database/stores/webhook-store';
import { AUTHOR, BOX } from '../support/webhook-bench';
import { openInstallation, type Installation } from './open-installation';
import { lastJson, runSikesal } from './run-sikesal';

const RECEIVER = {
  ...{ url: 'https://jcoc.example/hooks?token=x', label: 'JCOC', types: [], agencies: [], categories: [] },
  includeConfidential: false,
};

describe('sikesal webhooks', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  const store = () => createWebhookStore({ db: installation.db, box: BOX });
  const sikesal = (...args: string[]) =>
    runSikesal(['webhooks', ...args], {
      ...installation.settings,
      LINK_SECRET: `k1:${'a-secret-of-the-tests-'.repeat(3)}`,
    });

  it('lists webhooks without their secrets, and queues failed deliveries again', async () => {
    expect((await sikesal('list')).stdout).toContain('There are no webhooks.');
    const { endpoint, secret } = await store().add(RECEIVER, AUTHOR);
    await store().ping(endpoint.id);
    await installation.sql(`UPDATE webhook_deliveries SET state = 'failed' RETURNING id`);
    const shown = (await sikesal('list')).stdout;
    expect(shown).toMatch(/JCOC +jcoc\.example +on/);
    expect(shown).not.toContain('token');
    const listed = lastJson(await sikesal('list', '--json'));
    expect(listed).toEqual([expect.objectContaining({ id: endpoint.id, pending: 0 })]);
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect((await sikesal('replay', endpoint.id)).stdout).toBe('1 delivery is queued again.\n');
    expect((await sikesal('replay', endpoint.id)).stdout).toBe('0 deliveries are queued again.\n');
  });

  it('says why it cannot replay', async () => {
    const { endpoint } = await store().add(RECEIVER, AUTHOR);
    await store().change(endpoint.id, { isEnabled: false }, AUTHOR);
    const off = await sikesal('replay', endpoint.id);
    expect([off.code, off.stderr]).toEqual([1, expect.stringContaining('switched off')]);
    const unknown = await sikesal('replay', 'jcoc');
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('No webhook has the id')]);
  });
});
