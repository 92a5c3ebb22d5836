import type { AddressInfo } from 'node:net';
import { watch } from '../live/watch';
import { startDesk, type DeskUnderTest, type Person } from './desk-under-test';

const HOUR_MS = 3_600_000;

describe('the session of somebody who left a page open', () => {
  let test: DeskUnderTest;
  let person: Person;
  let path: string;
  beforeAll(async () => {
    test = await startDesk();
    person = await test.signIn();
    path = `/desk/complaints/${(await test.fileAssigned()).trackingCode}`;
  });
  afterAll(() => test.stop());
  beforeEach(() =>
    test.db.models.Session.update({ lastSeenAt: new Date(Date.now() - HOUR_MS) }, { where: {} }),
  );

  const isSeenNow = async () => {
    const [session] = await test.deps.sessions.listOf(person.member.id);
    return session !== undefined && Date.now() - session.lastSeenAt < HOUR_MS / 2;
  };

  it('is not kept alive by the list asking for news', async () => {
    expect((await test.see('/desk/news', person)).status).toBe(200);
    expect(await isSeenNow()).toBe(false);
  });

  it('is not kept alive by a case listening for changes', async () => {
    const { port } = test.server.address() as AddressInfo;
    const watching = await watch({ port, path: `${path}/live`, cookie: person.cookie });
    await watching.until((text) => text.includes('data: '));
    watching.leave();
    expect(await isSeenNow()).toBe(false);
  });

  it('is kept alive by opening a page', async () => {
    await test.see(path, person);
    expect(await isSeenNow()).toBe(true);
  });
});
