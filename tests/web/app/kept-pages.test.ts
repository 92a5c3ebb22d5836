import { PAGE_ROUTES } from '../../../web/create-pages';
import { signedIn } from '../../support/signed-in';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const HEADER = 'sikesal-keep';

describe('a page that a device may keep', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  const keepable = () => PAGE_ROUTES.filter(({ options }) => options.mayBeKept).map(({ path }) => path);

  it('is one of these, and no other', () => {
    expect(keepable().sort()).toEqual(
      ['/', '/accessibility', '/complaints', '/help', '/privacy', '/services', '/track/:code'].sort(),
    );
    for (const { options } of PAGE_ROUTES.filter((route) => route.options.mayBeKept)) {
      expect(options.isSecret).toBe(false);
      expect(options.needs).toBeUndefined();
    }
  });

  it('says so to everybody, but not to staff, with a query, or when there is nothing', async () => {
    const { trackingCode } = await test.fileAssigned();
    const { cookie } = await signedIn(test.deps);
    for (const path of keepable()) {
      const address = path.replace(':code', trackingCode);
      const said = async (query = '', cookies = '') => {
        const { headers } = await test.api.get(address + query).set('Cookie', cookies);
        return headers[HEADER];
      };
      expect([path, await said()]).toEqual([path, 'page']);
      for (const query of ['?lang=en', '?t=x', '?category=jalan', '?done=support'])
        expect([path, query, await said(query)]).toEqual([path, query, undefined]);
      expect([path, await said('', cookie)]).toEqual([path, undefined]);
    }
    expect((await test.page('/track/SK-0000-0000')).headers[HEADER]).toBeUndefined();
  });

  it('is no page with a secret, and no document or answer for programs', async () => {
    const filed = await test.fileAssigned();
    const addresses = [
      test.mine(filed),
      test.staff(filed),
      ...['/file', '/my', '/file/what', '/sign-in', '/sw.js', '/app.webmanifest', '/complaints.geojson'],
      `/api/v1/complaints/${filed.trackingCode}`,
      `/track/${filed.trackingCode}/support`,
    ];
    for (const address of addresses) {
      const { headers } = await test.page(address);
      expect([address, headers[HEADER]]).toEqual([address, undefined]);
    }
  });
});
