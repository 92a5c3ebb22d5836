import { PAGE_ROUTES } from '../../web/create-pages';
import { startDesk, type DeskUnderTest, type Person } from './desk/desk-under-test';

const API = ['/api/v1/complaints/%ff', '/api/v1/categories?x=%ff', '/open311/v2/requests/%ff.json'];
/** The pages with a parameter in their path. */
const NAMED = PAGE_ROUTES.map(({ path }) => path).filter((path) => path.includes(':'));

describe('an address that none of our pages links to', () => {
  let test: DeskUnderTest;
  let administrator: Person;
  beforeAll(async () => {
    test = await startDesk();
    administrator = await test.signIn({ role: 'administrator', agency: null });
  });
  afterAll(() => test.stop());

  it.each(NAMED)('gets an error page when its escapes are not valid UTF-8: %s', async (path) => {
    for (const escape of ['%ff', '%', '%E0%A4%A']) {
      const address = path.replaceAll(/:\w+/g, escape);
      for (const call of [
        test.page(address),
        test.page(address).set('Accept', 'text/html'),
        test.post(address),
      ]) {
        const { status, type, text, headers } = await call;
        expect([address, status, type]).toEqual([address, 400, 'text/html']);
        expect(text).toContain('<h1>');
        expect(headers['cache-control']).toBe('no-store');
      }
    }
  });

  it('leads from the address of a button to its page, and nowhere else', async () => {
    const { headers } = await test.see('/admin/staff/%2F%2Fevil.example%3Fx/deactivate', administrator);
    expect(headers.location).toBe('/admin/staff/%2F%2Fevil.example%3Fx');
  });

  it.each(API)('gets a JSON error when it is one of the API: %s', async (address) => {
    const { status, type } = await test.page(address);
    expect([status, type]).toEqual([400, expect.stringMatching(/json$/)]);
  });

  it.each(['/complaints', '/exports', '/desk', '/admin/staff'])(
    'has a search that is too long cut to its first words: %s',
    async (path) => {
      const words = `lampu ${'jalan '.repeat(40)}`;
      const { status, text } = await test.see(`${path}?q=${encodeURIComponent(words)}`, administrator);
      expect([path, status]).toEqual([path, 200]);
      const shown = /<input[^>]*name="q"[^>]*value="([^"]*)"/.exec(text)?.[1] ?? '';
      expect(shown).toMatch(/^lampu jalan jalan/);
      expect(shown.length).toBeLessThanOrEqual(100);
    },
  );

  it('passes a long search for an export on in a form that the API accepts', async () => {
    const words = encodeURIComponent('👨‍👩‍👧'.repeat(60));
    const led = await test.page(`/exports/complaints.csv?q=${words}`);
    expect(led.status).toBe(303);
    expect((await test.api.get(String(led.headers.location))).status).toBe(200);
  });
});
