import type { AddressInfo } from 'node:net';
import { startPages, type PagesUnderTest } from '../pages-under-test';
import { watch } from './watch';

describe.each([true, false])('a complaint that somebody watches (confidential: %s)', (confidential) => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('tells of its status, but not of notes among staff', async () => {
    const officer = await test.key('officer', 'pupr');
    const filed = await test.fileAssigned({ confidential });
    const page = `/track/${filed.trackingCode}`;
    const shown = async () => /data-sequence="(\d+)"/.exec((await test.page(page)).text)?.[1];
    const { port } = test.server.address() as AddressInfo;
    const watching = await watch({ port, path: `${page}/live` });
    await watching.until((text) => text.includes('"sequence":2'));
    await test.act(filed.trackingCode, 'notes', officer, { text: 'Di antara kami.' });
    expect(await shown()).toBe('2');
    await test.act(filed.trackingCode, 'acknowledge', officer);
    const text = await watching.until((all) => all.includes('"sequence":3'));
    watching.leave();
    expect([...text.matchAll(/"sequence":(\d+)/g)].map(([, number]) => number)).toEqual(['2', '3']);
    expect(await shown()).toBe('3');
  });
});
