import sharp from 'sharp';
import { startPages, type PagesUnderTest } from '../pages-under-test';

interface Picture {
  src: string;
  sizes: string;
  purpose?: string;
}

describe('the manifest of the app', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  const manifest = async (query = '') => {
    const response = await test.page(`/app.webmanifest${query}`);
    return { ...response, body: JSON.parse(response.text) };
  };

  it('is one app for good, in whatever language', async () => {
    const [indonesian, english] = [await manifest('?for=id'), await manifest('?for=en')];
    for (const { status, headers, body } of [indonesian, english]) {
      expect(status).toBe(200);
      expect(headers['content-type']).toContain('application/manifest+json');
      expect(headers['set-cookie']).toBeUndefined();
      expect(body).toMatchObject({ id: '/', start_url: '/', scope: '/', display: 'standalone' });
    }
    expect(
      indonesian.body.shortcuts.map(({ name, url }: { name: string; url: string }) => [name, url]),
    ).toEqual([
      ['Buat aduan', '/file'],
      ['Aduan saya', '/my'],
    ]);
    expect(english.body.shortcuts[0].name).not.toBe('Buat aduan');
    expect((await manifest('?for=xx')).body).toEqual(indonesian.body);
  });

  it('is linked from each page in its language', async () => {
    for (const language of ['id', 'en']) {
      const { text } = await test.page('/', language);
      expect(text).toContain(`<link rel="manifest" href="/app.webmanifest?for=${language}">`);
      const icon = /rel="apple-touch-icon" href="([^"]+)"/.exec(text)?.[1] ?? '';
      expect(await sizeOf(icon)).toBe('180x180');
    }
  });

  it('names icons and pictures that are there, in the size that it says', async () => {
    const { body } = await manifest();
    const pictures: Picture[] = [...body.icons, ...body.screenshots];
    expect(body.icons.map(({ sizes, purpose }: Picture) => `${purpose} ${sizes}`)).toEqual([
      ...['any 192x192', 'any 512x512', 'maskable 192x192', 'maskable 512x512'],
    ]);
    for (const { src, sizes } of pictures) expect([src, await sizeOf(src)]).toEqual([src, sizes]);
  });

  it('leads shortcuts and shares to pages that are there', async () => {
    const { body } = await manifest();
    for (const { url } of body.shortcuts) expect((await test.page(url)).status).toBe(200);
    const { action, params } = body.share_target;
    expect(params.text).toBe('text');
    expect((await test.api.post(action).field('text', 'Lampu padam')).headers.location).toBe('/file/what');
  });

  async function sizeOf(address: string): Promise<string> {
    const { body } = await test.page(address).buffer(true);
    const { width, height } = await sharp(body as Buffer).metadata();
    return `${width}x${height}`;
  }
});
