import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { openPromiseRows, UNANSWERED } from '../../support/promise-rows';
import { startDesk, type DeskUnderTest, type Person } from '../desk/desk-under-test';

const DAY = 86_400_000;

let test: DeskUnderTest;
let jcoc: Person;
let budi: Person;
beforeAll(async () => {
  test = await startDesk();
  const insert = await openPromiseRows(test.db, test.city.policy.version);
  await insert({ receivedAt: Date.now() - 40 * DAY }, 30);
  await insert({ resolvedInTime: false, hoursToResolve: 100 }, 9);
  await insert({ confidential: true, resolvedInTime: false, hoursToResolve: 100 }, 1);
  await insert({ agency: 'dlh', category: 'kebersihan', targetHours: 24 }, 7);
  await insert({ ...UNANSWERED, agency: 'dlh', category: 'kebersihan', resolveBy: Date.now() + DAY }, 2);
  // For an agency and a category that are no longer in the city pack.
  await insert({ agency: '=dinas-lama', category: '+kebakaran', targetHours: 24 }, 12);
  jcoc = await test.signIn({ role: 'command_centre', agency: null, language: 'en' });
  budi = await test.signIn({ role: 'officer', agency: 'pupr', language: 'en' });
});
afterAll(() => test.stop());

const see = async (address: string, person = jcoc): Promise<string> => {
  const { status, text: html } = await test.see(address, person);
  expect(status).toBe(200);
  return html;
};

/** The rows of the table with that caption, cell by cell. */
function table(html: string, caption: string): string[][] {
  const found = html.split('<table').find((each) => each.includes(`<caption>${caption}</caption>`)) ?? '';
  const rows = [...found.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1);
  const plain = (cell: string) => cell.replaceAll(/<[^>]+>/g, '').trim();
  return rows.map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => plain(cell)),
  );
}

describe('the statistics page', () => {
  it('leads with the share that was on time, of how many, and what that means', async () => {
    const html = await see('/statistics');
    expect(html).toMatch(/<b>83%<\/b> answered on time/);
    expect(html).toContain('Of 59 complaints that came in from');
    expect(html).toContain('2 more are still within their time');
    expect(html).toContain('the agency answered by the deadline that stood');
  });

  it('ranks agencies with enough complaints by their share, and gives only a count for the others', async () => {
    const rows = table(await see('/statistics'), 'Figures by agency');
    expect(rows.map(([name, rank, received, , onTime]) => [name, rank, received, onTime])).toEqual([
      ['&#x3D;dinas-lama', '1', '12', '100% (12)'],
      ['Public Works Agency', '2', '40', '75% (40)'],
      ['Environment Agency', '–', '9', '– (7)'],
      ['All', '–', '61', '83% (59)'],
    ]);
    expect(await see('/statistics')).toContain('Too few to compare (7)');
  });

  it('has a table behind each picture', async () => {
    const html = await see('/statistics');
    expect(html.match(/<figure/g)).toHaveLength(6);
    expect([...html.matchAll(/<caption>(.*?)<\/caption>/g)].map(([, caption]) => caption)).toEqual([
      ...['Figures by agency', 'Figures by category', 'Figures by month of receipt'],
      'Answered on time by agency and month of receipt',
    ]);
    expect(table(html, 'Figures by month of receipt')).toHaveLength(12);
  });

  it('shows an agency’s staff only their own figures, without a rank', async () => {
    const html = await see('/statistics', budi);
    const [own, ...others] = table(html, 'Figures by agency');
    expect(others).toEqual([]);
    expect(own?.slice(0, 4)).toEqual(['Public Works Agency', '40', '100% (40)', '75% (40)']);
    expect(html).not.toContain('Environment Agency');
    expect(html).not.toContain('name="agency"');
    expect(await see('/statistics?agency=dlh', budi)).toContain('No complaints in this period yet.');
  });

  it('counts a shorter period and one category', async () => {
    const html = await see('/statistics?months=3&category=kebersihan');
    expect(table(html, 'Figures by agency').map(([name]) => name)).toEqual(['Environment Agency']);
    expect(table(html, 'Figures by month of receipt')).toHaveLength(3);
    expect(html).toContain('/statistics.csv?months&#x3D;3&amp;category&#x3D;kebersihan&amp;by&#x3D;agency');
  });

  it.each(['months=5', 'agency=nobody', 'category=nothing'])('refuses %s', async (query) => {
    expect((await test.see(`/statistics?${query}`, jcoc)).status).toBe(422);
  });

  it('is available in Indonesian, too', async () => {
    const html = await see('/statistics?lang=id');
    expect(html).toContain('Terlalu sedikit untuk dibandingkan (7)');
    expect(html).toContain('dijawab tepat waktu');
  });
});

describe('the table for a spreadsheet', () => {
  const read = async (address: string, person = jcoc) => {
    const response = await test
      .see(address, person)
      .buffer(true)
      .parse((body, done) => {
        buffer(body as unknown as Readable).then(
          (data) => done(null, data),
          (error: Error) => done(error, null),
        );
      });
    return { headers: response.headers, lines: (response.body as Buffer).toString('utf8').split('\n') };
  };

  it('is a file with a byte order mark, without formulas or shares of fewer than ten', async () => {
    const { headers, lines } = await read('/statistics.csv?by=agency');
    expect(headers['content-disposition']).toContain('on-time.csv');
    const [head = '', ...rows] = lines;
    expect(head).toMatch(/^\uFEFFAgency,Received,Still running,Accepted on time: count,/);
    expect(rows).toEqual([
      "'=dinas-lama,12,0,12,12,1,12,12,1,0,12,0,10,10,0,12,0,0,12,0,0,",
      'Environment Agency,9,2,,7,,,7,,,7,,,,,7,,,7,,0,',
      'Public Works Agency,40,0,40,40,1,30,40,0.75,0,40,0,10,100,0,40,0,0,40,0,0,',
      '',
    ]);
  });

  it.each([
    ['category', 3],
    ['month', 2],
    ['agency_month', 4],
  ])('is broken down by %s', async (by, rows) => {
    const { lines } = await read(`/statistics.csv?by=${by}`);
    expect(lines).toHaveLength(rows + 2);
  });

  it('is limited to the reader’s agency', async () => {
    const { lines } = await read('/statistics.csv?by=agency', budi);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^Public Works Agency,40,/);
  });

  it('is refused for an unknown breakdown', async () => {
    expect((await test.see('/statistics.csv?by=district', jcoc)).status).toBe(422);
  });
});
