import { startPages, type PagesUnderTest } from '../pages-under-test';

const OFFER = 'data-push-offer';
const HELP = 'nyalakan kabar lewat ponsel';

describe('the offer of news on a phone', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('stands on the own page of a complaint, with what the phone keeps of it', async () => {
    const filed = await test.fileAssigned({ reporter: {} });
    const { text } = await test.page(test.mine(filed));
    const kept = /data-complaint="([^"]+)"/.exec(text)?.[1] ?? '';
    const complaint = JSON.parse(kept.replaceAll('&quot;', '"').replaceAll('&#x3D;', '=')) as object;
    expect(complaint).toMatchObject({
      ...{ code: filed.trackingCode, my: test.mine(filed), kind: 'Jalan rusak', holder: 'Dinas PUPR' },
      ...{ address: 'none', notice: null, filedAt: Date.parse(filed.receivedAt) },
    });
  });

  it('stands there no more once the complaint is over, and not for somebody merged into another', async () => {
    const [over, survivor] = [await test.fileAssigned(), await test.fileAssigned()];
    const merged = await test.fileAssigned();
    await test.act(over.trackingCode, 'withdraw', over.reporterToken);
    const centre = await test.key('command_centre');
    await test.act(merged.trackingCode, 'merge', centre, { into: survivor.trackingCode });
    expect((await test.page(test.mine(over))).text).not.toContain(OFFER);
    expect(
      (await test.page(test.mine(merged).replace(merged.trackingCode, survivor.trackingCode))).text,
    ).not.toContain(OFFER);
    expect((await test.page(test.mine(survivor))).text).toContain(OFFER);
  });

  it('stands on the form and the list, and in the help', async () => {
    for (const address of ['/file', '/my']) expect((await test.page(address)).text).toContain(OFFER);
    expect((await test.page('/help')).text).toContain(HELP);
  });

  it.each([
    ['without keys', { settings: 'keyless' as const }],
    ['without a service worker', { isOfflineOff: true }],
  ])(
    'is nowhere %s',
    async (_how, { settings, ...pages }: { settings?: 'keyless'; isOfflineOff?: boolean }) => {
      const without = { ...test.deps.settings, pushKey: undefined };
      const deps = settings ? { settings: without } : {};
      const other = await startPages({ deps, pages });
      const filed = await other.fileAssigned();
      for (const address of ['/file', '/my', other.mine(filed)])
        expect((await other.page(address)).text).not.toContain(OFFER);
      expect((await other.page('/help')).text).not.toContain(HELP);
      await other.stop();
    },
  );
});
