import { startPages, type PagesUnderTest } from './pages-under-test';

const TEXT = 'الطريق محفور أمام المدرسة 👨‍👩‍👧 منذ أسبوعين';

describe('text in a right-to-left language', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('is set in its own direction on the pages that show it, with joined emoji intact', async () => {
    const { trackingCode, links } = await test.fileAssigned({ description: `\u202E${TEXT}\u202C` });
    const officer = await test.key('officer', 'pupr');
    await test.act(trackingCode, 'acknowledge', officer);
    const own = new URL(String(links.my));
    for (const address of [`/track/${trackingCode}`, `/my/${trackingCode}${own.search}`]) {
      const { text } = await test.page(address);
      expect(text).toContain(`<blockquote class="words said" dir="auto">${TEXT}</blockquote>`);
    }
    expect((await test.page('/complaints')).text).toContain(
      `<span class="case-text" dir="auto">${TEXT}</span>`,
    );
  });
});
