import { keyIn, startPages, type PagesUnderTest } from './pages-under-test';

describe('a form that comes after its network has sent too many requests', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages({ limits: { requestsPerMinute: 3 } });
  });
  afterAll(() => test.stop());

  it('is given back with what was typed, to be sent again', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const from = (call: ReturnType<PagesUnderTest['page']>) => call.set('X-Forwarded-For', '203.0.113.20');
    const key = keyIn((await from(test.page(address))).text);
    const fields = { act: 'resolve', key, note: 'Sudah kami tambal tadi pagi.' };
    const responses = [];
    for (let each = 0; each < 3; each += 1)
      responses.push(await from(test.post(address, { ...fields, note: '' })));
    expect(responses.at(-1)?.status).toBe(429);
    const refused = await from(test.post(address, fields));
    expect([refused.status, refused.text]).toEqual([
      429,
      expect.stringContaining('name="note" value="Sudah kami tambal tadi pagi."'),
    ]);
    expect(refused.text).toContain(`name="key" value="${key}"`);
  });
});

describe('a long list on the pages', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages({ limits: { listsPerMinute: 2 } });
  });
  afterAll(() => test.stop());

  it('is read by one network as often as its limit allows, and by others all the same', async () => {
    const map = (address: string) => test.page('/complaints.geojson').set('X-Forwarded-For', address);
    for (const status of [200, 200, 429]) expect((await map('203.0.113.30')).status).toBe(status);
    expect((await map('198.51.100.30')).status).toBe(200);
  });
});
