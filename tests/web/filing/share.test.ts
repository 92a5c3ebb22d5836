import { plain } from '../../photos/sample-photos';
import { rowsOf, startPages, walker, type PagesUnderTest, type Walker } from './walker';

describe('what another app shares, where no service worker takes it', () => {
  let test: PagesUnderTest;
  let visitor: Walker;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    visitor = walker(test, { 'Sec-Fetch-Site': 'none' });
  });

  const photo = (): Promise<Buffer> => plain(60, 40).jpeg().toBuffer();
  const share = async (text: string, photos: number) => {
    const files = await Promise.all(
      Array.from({ length: photos }, async (_, at): Promise<[string, Buffer]> => [
        `${at}.jpg`,
        await photo(),
      ]),
    );
    return visitor.postParts('/file/share', { text, email: 'canary@warga.example' }, files);
  };
  const draftPage = async () => (await visitor.get('/file/what')).text;
  const photosOn = (page: string) => page.match(/<img[^>]+src="\/file\/photos\//g)?.length ?? 0;

  it('opens the form with the photo and the text', async () => {
    const { status, headers } = await share('Lampu padam di gang.', 1);
    expect([status, headers.location]).toEqual([303, '/file/what']);
    const page = await draftPage();
    expect(page).toContain('Lampu padam di gang.');
    expect(photosOn(page)).toBe(1);
  });

  it('is added to an open draft, whose choices stay, and says nothing about who writes', async () => {
    await visitor.postParts('/file/what', { description: 'Pohon tumbang.', category: 'kebersihan' });
    await share('Dekat sekolah.', 2);
    const page = await draftPage();
    expect(page).toContain('Pohon tumbang.\nDekat sekolah.');
    expect(page).toMatch(/value="kebersihan" checked/);
    expect(photosOn(page)).toBe(2);
    expect(JSON.stringify(await rowsOf(test, 'drafts'))).not.toContain('canary@warga.example');
  });

  it('says how many photos are too many, and keeps five', async () => {
    const { status, text } = await share('', 7);
    expect(status).toBe(422);
    expect(text).toContain('Paling banyak 5 foto. Hapus 2 dulu.');
    expect(photosOn(await draftPage())).toBe(5);
  });

  it('is refused from another site', async () => {
    visitor = walker(test, { 'Sec-Fetch-Site': 'cross-site' });
    expect((await share('Lampu padam.', 1)).status).toBe(403);
    expect(visitor.cookies.size).toBe(0);
  });
});
