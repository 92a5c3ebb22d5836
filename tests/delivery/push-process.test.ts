import type { ChildProcess } from 'node:child_process';
import { startApi, type ApiUnderTest } from '../support/api-under-test';
import { eventually } from '../support/courier-bench';
import { pushRows } from '../support/push-bench';
import type { PushProcessInput } from '../support/push-process';
import { startPushService, VAPID, type PushService } from '../support/push-service';
import { endScript, killScripts, startScript } from '../support/script-process';

let test: ApiUnderTest;
let service: PushService;

beforeEach(async () => {
  [test, service] = await Promise.all([startApi(), startPushService()]);
});
afterEach(async () => {
  await killScripts();
  await service.stop();
  await test.stop();
});

async function spawnCourier(): Promise<ChildProcess> {
  const databaseUrl = new URL(process.env.TEST_POSTGRES_URL ?? '');
  databaseUrl.pathname = `/${test.db.sequelize.config.database}`;
  const input: PushProcessInput = {
    ...{ databaseUrl: databaseUrl.href, sender: VAPID },
    settings: { leaseMs: 3_000, leaseReserveMs: 500 },
  };
  return startScript('push-process.ts', input);
}

describe('a courier that is killed between the push service’s 201 and recording it', () => {
  it('leaves the push to the next one, which sends it again under the same topic', async () => {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    const { endpoint, keys, pushes, read } = service.phone();
    await test.act(trackingCode, 'push', reporterToken, { endpoint, keys });
    await test.act(trackingCode, 'acknowledge', await test.key('officer', 'pupr'));
    // The push service has the push, but the courier is killed before it hears so.
    service.behave(({ nth, response }) => void (nth > 1 && response.writeHead(201).end()));
    const first = await spawnCourier();
    await eventually(() => pushes().length === 1);
    await endScript(first, 'SIGKILL');
    await spawnCourier();
    await eventually(async () => (await pushRows(test.db))[0]?.state === 'sent');
    const [one, two, ...more] = pushes();
    if (!one || !two) throw new Error('it did not come twice');
    expect(more).toEqual([]);
    expect(two.headers.topic).toBe(one.headers.topic);
    expect(read(two)).toEqual(read(one));
  });
});
