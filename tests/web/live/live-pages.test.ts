import type { AddressInfo } from 'node:net';
import { STREAM_SETTINGS } from '../../../api/live/connection-slots';
import type { Filed } from '../../support/api-under-test';
import { startPages, type PagesUnderTest } from '../pages-under-test';
import { watch as watchPath, type Watching } from './watch';

const watch = (test: PagesUnderTest, path: string): Promise<Watching> =>
  watchPath({ port: (test.server.address() as AddressInfo).port, path });

const live = (address: string) => address.replace('?', '/live?');

describe('a page that is watched', () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  const addressesOf = (filed: Filed) => [`/track/${filed.trackingCode}/live`, live(test.mine(filed))];

  it('is sent its current number at once, then one for whatever is new, and nothing else', async () => {
    const filed = await test.fileAssigned();
    for (const [index, address] of addressesOf(filed).entries()) {
      const watching = await watch(test, address);
      expect([watching.status, watching.headers['content-type']]).toEqual([200, 'text/event-stream']);
      expect(watching.headers['cache-control']).toBe('no-store');
      await watching.until((text) => text.includes(`data: {"sequence":${2 + index}}`));
      await test.act(filed.trackingCode, index === 0 ? 'acknowledge' : 'start', officer);
      const text = await watching.until((all) => all.includes(`data: {"sequence":${3 + index}}`));
      expect(text.replaceAll(/^(retry: \d+|id: \d+|data: \{"sequence":\d+\}|:)$/gm, '').trim()).toBe('');
      watching.leave();
    }
  });

  it('is not found by a code or link that opens no page, in the same words as the page', async () => {
    const [filed, other] = [await test.fileAssigned(), await test.fileAssigned()];
    const foreign = test.mine(other).replace(other.trackingCode, filed.trackingCode);
    for (const address of [foreign, test.mine(filed, 'my', 'confirm'), `/my/${filed.trackingCode}?t=x`]) {
      const page = await test.page(address);
      const stream = await test.page(live(address));
      expect([page.status, stream.status]).toEqual([404, 404]);
      expect(stream.text.replaceAll(/ href="\?[^"]*"/g, '')).toBe(
        page.text.replaceAll(/ href="\?[^"]*"/g, ''),
      );
    }
    expect((await test.page('/track/SK-0000-0000/live')).status).toBe(404);
  });

  it('sends no news through a revoked link before the stream ends', async () => {
    const filed = await test.fileAssigned();
    const watching = await watch(test, live(test.mine(filed)));
    await watching.until((text) => text.includes('"sequence":2'));
    await test.db.sequelize.query(
      `UPDATE reporters SET token_generation = token_generation + 1 WHERE complaint_id = '${filed.id}'`,
    );
    await test.act(filed.trackingCode, 'acknowledge', officer);
    await watching.ended;
    expect(watching.text()).not.toContain('"sequence":3');
  });

  it('has a limited number of slots for one network, and frees them again', async () => {
    const path = `/track/${(await test.fileAssigned()).trackingCode}/live`;
    const all = await Promise.all(
      Array.from({ length: STREAM_SETTINGS.slotsPerNetwork }, () => watch(test, path)),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    const refused = await test.page(path);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    all[0]?.leave();
    let next = await watch(test, path);
    while (next.status !== 200) next = await watch(test, path);
    for (const each of [...all, next]) each.leave();
  });
});

describe('pages that are watched while the process stops', () => {
  it('are all disconnected', async () => {
    const test = await startPages();
    const watching = await watch(test, `/track/${(await test.fileAssigned()).trackingCode}/live`);
    await test.stop();
    await watching.ended;
  });
});
