import { FILING } from '../support/api-under-test';
import { FORM } from '../api/open311/open311-client';
import { COMPLAINT } from './filing/walker';
import { startPages, type PagesUnderTest } from './pages-under-test';

const SAID = 'Lampu di depan Café Kenanga mati \uFFFD sejak Minggu.';
const LATIN = 'Lampu di depan Café Kenanga mati sejak Minggu.';

/** Each case sends a description as bytes in a multipart form and reads back what was stored. */
describe('text in a multipart form', () => {
  let test: PagesUnderTest;
  let officer: string;
  let application: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
    application = await test.key('application');
  });
  afterAll(() => test.stop());

  const kept = async (code: string): Promise<string> => (await test.get(code, officer)).body.description;

  const doors: [string, (description: Buffer, charset?: string) => Promise<number | string>][] = [
    [
      'the API',
      async (description, charset) => {
        const [before = '', after = ''] = JSON.stringify({ ...FILING, description: '|' }).split('|');
        const data = Buffer.concat([Buffer.from(before), description, Buffer.from(after)]);
        const { status, body } = await send('/api/v1/complaints', { data }, charset);
        return status === 201 ? kept(body.trackingCode) : status;
      },
    ],
    [
      'Open311',
      async (description, charset) => {
        const fields = { ...FORM, api_key: application, description };
        const { status, body } = await send('/open311/v2/requests.json', fields, charset);
        return status === 200 ? kept(body[0].service_request_id) : status;
      },
    ],
    [
      'a page',
      async (description, charset) => {
        const { status, headers } = await send('/file/what', { ...COMPLAINT, description }, charset);
        if (status !== 303) return status;
        const cookie = String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
        const { text } = await test.page('/file/what').set('Cookie', cookie);
        return /<textarea[^>]*name="description"[^>]*>([^<]*)</.exec(text)?.[1]?.trim() ?? '';
      },
    ],
  ];

  describe.each(doors)('sent to %s', (_door, describeBy) => {
    it('keeps a replacement character that was sent as one', async () => {
      expect(await describeBy(Buffer.from(SAID))).toBe(SAID);
    });

    it.each([
      ['Latin-1', Buffer.from(LATIN, 'latin1')],
      ['half a letter', Buffer.concat([Buffer.from(LATIN), Buffer.from([0xc3])])],
    ])('is refused as %s, which is not UTF-8', async (_what, bytes) => {
      expect(await describeBy(bytes)).toBe(400);
    });

    it('is decoded with the charset that its part names, if it names one', async () => {
      expect(await describeBy(Buffer.from(LATIN), 'UTF-8')).toBe(LATIN);
      expect(await describeBy(Buffer.from(SAID), 'UTF-8')).toBe(SAID);
      expect(await describeBy(Buffer.from(LATIN, 'latin1'), 'ISO-8859-1')).toBe(LATIN);
    });
  });

  function send(path: string, fields: Record<string, string | Buffer>, charset?: string) {
    const named = charset ? `Content-Type: text/plain; charset=${charset}\r\n` : '';
    const parts = Object.entries(fields).flatMap(([name, value]) => [
      Buffer.from(`--frontier\r\nContent-Disposition: form-data; name="${name}"\r\n${named}\r\n`),
      Buffer.from(value as string),
      Buffer.from('\r\n'),
    ]);
    return test.api
      .post(path)
      .set('Content-Type', 'multipart/form-data; boundary=frontier')
      .send(Buffer.concat([...parts, Buffer.from('--frontier--\r\n')]));
  }
});
