import { startPages, type PagesUnderTest } from './pages-under-test';

const TEXT = 'الطريق محفور أمام المدرسة 👨‍👩‍👧 منذ أسبوعين';

describe('words in another direction', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('run as they should on every page that shows them, with joined emoji whole', async () => {
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
