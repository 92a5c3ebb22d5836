import { signedIn } from '../../support/signed-in';
import { startDesk, type DeskUnderTest } from '../desk/desk-under-test';

describe('the page for exports', () => {
  let test: DeskUnderTest;
  beforeAll(async () => {
    test = await startDesk();
  });
  afterAll(() => test.stop());

  const target = async (query: string, ending = 'csv') => {
    const response = await test.api.get(`/exports/complaints.${ending}${query}`);
    expect(response.status).toBe(303);
    return String(response.headers.location);
  };

  it('redirects to the API’s file, without what was left empty', async () => {
    expect(await target('?category=&district=&status=&agency=&since=&q=')).toBe(
      '/api/v1/exports/complaints.csv',
    );
    const url = new URL(
      await target('?category=jalan&status=open&agency=pupr&since=2026-11-02&q=lubang+besar', 'geojson'),
      'https://sikesal.test',
    );
    expect(url.pathname).toBe('/api/v1/exports/complaints.geojson');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      category: 'jalan',
      agency: 'pupr',
      status: 'submitted,assigned,acknowledged,in_progress',
      q: 'lubang besar',
      // Midnight in the city.
      since: '2026-11-01T17:00:00.000Z',
    });
  });

  it('offers tables as spreadsheets in each language read them, with the page’s language first', async () => {
    expect(await target('?locale=id')).toBe('/api/v1/exports/complaints.csv?locale=id');
    expect(await target('?locale=id', 'geojson')).toBe('/api/v1/exports/complaints.geojson');
    const { text } = await test.api.get('/exports');
    expect(text).toContain('<option value="id" selected>Excel berbahasa Indonesia (titik koma)</option>');
  });

  it('redirects only to what the API accepts', async () => {
    const road = await test.fileAssigned();
    for (const query of [
      '?category=jalan&district=jelutung&status=open&agency=pupr&since=2026-01-01',
      '?status=late',
      '?status=resolved&q=lubang',
      '?area=103.5,-1.7,103.7,-1.5',
    ]) {
      const response = await test.api.get(await target(query));
      expect(response.status).toBe(200);
      expect(response.text.includes(road.trackingCode)).toBe(query.includes('status=open'));
    }
  });

  it.each(['?agency=naga', '?since=kemarin', '?since=2026-02-31', '?status=lost'])(
    'refuses %s with a page',
    async (query) => {
      for (const path of ['/exports', '/exports/complaints.csv'])
        expect((await test.api.get(`${path}${query}`).set('Accept', 'text/html')).status).toBe(400);
    },
  );

  it('says whose complaints the files contain, and keeps the filters of the list', async () => {
    const strangers = await test.api.get('/exports?category=jalan');
    expect(strangers.text).toContain('Aduan rahasia tidak termasuk');
    expect(strangers.text).toContain('<option value="jalan" selected>');
    const officer = await test.signIn();
    const theirs = (await test.see('/exports', officer)).text;
    expect(theirs).toContain('Semua aduan Dinas PUPR');
    expect(theirs).not.toContain('id="agency"');
    const centre = await signedIn(test.deps, { role: 'command_centre', agency: null });
    expect((await test.see('/exports', centre)).text).toContain('Aduan semua dinas');
  });
});
