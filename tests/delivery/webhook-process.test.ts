import type { ChildProcess } from 'node:child_process';
import { createWebhookStore } from '../../database/stores/webhook-store';
import { eventually } from '../support/courier-bench';
import { insertComplaint } from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { addEndpoint, BOX, publish } from '../support/webhook-bench';
import type { WebhookProcessInput } from '../support/webhook-process';
import { startWebhookReceiver, verified, type WebhookReceiver } from '../support/webhook-receiver';
import { endScript, killScripts, startScript } from '../support/script-process';

let database: TestDatabase;
let receiver: WebhookReceiver;

beforeEach(async () => {
  [database, receiver] = await Promise.all([createTestDatabase(), startWebhookReceiver()]);
});
afterEach(async () => {
  await killScripts();
  await receiver.stop();
  await database.drop();
});

async function spawnCourier(): Promise<ChildProcess> {
  const input: WebhookProcessInput = {
    databaseUrl: database.url,
    settings: { leaseMs: 3_000, leaseReserveMs: 500 },
  };
  return startScript('webhook-process.ts', input);
}

describe('a courier that is killed in the middle of a webhook', () => {
  it('leaves it to the next one, which sends it under the same id, so that the receiver recognises it', async () => {
    const { id, secret } = await addEndpoint(database.db, { url: receiver.url });
    await insertComplaint(database.db, { reporter: { email: null } });
    await publish(database.db);
    // The receiver gets the first one, but the courier is killed before any response.
    receiver.behave(({ nth, response }) => void (nth > 1 && response.end()));
    const first = await spawnCourier();
    await eventually(() => receiver.received.length === 1);
    await endScript(first, 'SIGKILL');
    await spawnCourier();
    const store = createWebhookStore({ db: database.db, box: BOX });
    const states = async () => (await store.deliveries(id, { limit: 10 })).items.map(({ state }) => state);
    await eventually(async () => (await states())[0] === 'sent');
    const [one, two, ...more] = receiver.received;
    if (!one || !two) throw new Error('it did not come twice');
    expect(more).toEqual([]);
    expect(two.headers['webhook-id']).toBe(one.headers['webhook-id']);
    expect(two.body).toBe(one.body);
    expect(verified(two, secret)).toBeTruthy();
  });
});
