import request from 'supertest';
import { plain } from '../../photos/sample-photos';
import {
  CONTACT,
  leadsTo,
  PLACE,
  seenIn,
  startPages,
  COMPLAINT,
  walker,
  type PagesUnderTest,
} from './walker';

const BYTES_AT_MOST = 100_000;

describe('the pages of the form', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  /** Every page of the form, with and without field errors. */
  async function allPages(language: string): Promise<[string, string][]> {
    const filed = await test.fileAssigned({ category: COMPLAINT.category });
    const visitor = walker(test);
    visitor.cookies.set('lang', language);
    const pages: [string, string][] = [];
    const see = async (name: string, response: Promise<{ text: string }>) => {
      pages.push([name, (await response).text]);
    };
    await see('what', visitor.get('/file/what'));
    await see('what, faulty', visitor.postParts('/file/what', { description: 'a@b.id 0812 3456 7890' }));
    await visitor.upload(await plain(60, 40).jpeg().toBuffer(), { latitude: -1.62, longitude: 103.6 });
    await visitor.postParts('/file/what', { ...COMPLAINT, description: 'Lampu mati, gudang kebakaran.' });
    await see('danger', visitor.get('/file/danger'));
    await visitor.postParts('/file/what', COMPLAINT);
    await see('what, with a photo', visitor.get('/file/what'));
    await see('where', visitor.get('/file/where'));
    await see('where, faulty', visitor.post('/file/where', { ...PLACE, latitude: '-1.75' }));
    await visitor.post('/file/where', PLACE);
    await see('where, with a pin', visitor.get('/file/where'));
    await see('similar', visitor.get('/file/similar'));
    await see('support', visitor.get(`/track/${filed.trackingCode}/support`));
    await see('support, faulty', visitor.post(`/track/${filed.trackingCode}/support`, { email: 'x' }));
    await visitor.post('/file/similar');
    await see('you', visitor.get('/file/you'));
    await see('you, faulty', visitor.post('/file/you', { email: 'x', phone: 'x' }));
    await visitor.post('/file/you', CONTACT);
    await see('check', visitor.get('/file/check'));
    await see('check, changed', visitor.post('/file/check'));
    await visitor.post('/file/check', { seen: seenIn((await visitor.get('/file/check')).text) });
    await see('sent', visitor.get('/file/sent'));
    return pages;
  }

  it.each(['id', 'en'])('are complete, small and labelled (%s)', async (language) => {
    for (const [name, text] of await allPages(language)) {
      const errors = {
        language: !text.includes(`<html lang="${language}">`),
        headings: text.match(/<h1[ >]/g)?.length !== 1,
        forgotten: /undefined|\[object|\bNaN\b|null<|>filing\.|"filing\./.exec(text)?.[0] ?? false,
        twice: doubles([...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)),
        unlabelled: unlabelled(text),
        deadEnds: deadEnds(text),
        weight: Buffer.byteLength(text) > BYTES_AT_MOST,
        inline: /<style| style=| on\w+=/.exec(text)?.[0] ?? false,
      };
      expect([name, errors]).toEqual([
        name,
        {
          language: false,
          headings: false,
          forgotten: false,
          twice: [],
          unlabelled: [],
          deadEnds: [],
          weight: false,
          inline: false,
        },
      ]);
    }
  });

  it.each(['post', 'postParts'] as const)(
    'keep replacement characters in a text that was pasted (%s)',
    async (send) => {
      const visitor = walker(test);
      const description = 'Lampu \uFFFDdepan\uFFFD musala mati sejak Minggu.';
      expect(leadsTo(await visitor[send]('/file/what', { ...COMPLAINT, description }))).toBe('/file/where');
      expect((await visitor.get('/file/what')).text).toContain(description);
    },
  );

  it('refuse a form that is not UTF-8', async () => {
    const call = request(test.server).post('/file/what').type('form');
    const response = await call.send('description=Lampu+depan+mus%E9la+mati&category=lampu-jalan');
    expect(response.status).toBe(400);
  });

  it('link to styles and scripts that exist', async () => {
    const pages = await allPages('id');
    const assets = pages.flatMap(([, text]) =>
      [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address),
    );
    for (const asset of new Set(assets))
      expect([asset, (await test.page(asset)).status]).toEqual([asset, 200]);
  });
});

function unlabelled(html: string): string[] {
  const fields = [...html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)].map(([tag]) => tag);
  return fields.filter((tag) => {
    const id = / id="([^"]+)"/.exec(tag)?.[1] ?? '';
    return !tag.includes('type="hidden"') && !new RegExp(`<label[^>]* for="${id}"`).test(html);
  });
}

/** The targets of links, descriptions and labels that do not exist on the page. */
function deadEnds(html: string): string[] {
  const named = [
    ...[...html.matchAll(/<a href="#([^"]+)"/g)].map(([, id = '']) => id),
    ...[...html.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g)].flatMap(([, ids = '']) =>
      ids.split(' '),
    ),
    ...[...html.matchAll(/<use href="#([^"]+)"/g)].map(([, id = '']) => id),
  ];
  return named.filter((id) => !html.includes(` id="${id}"`));
}

function doubles(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
