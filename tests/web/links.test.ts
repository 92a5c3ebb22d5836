import { randomUUID } from 'node:crypto';
import type { Filed } from '../support/api-under-test';
import { createLinkSigner, type LinkClaims } from '../../links/link-signer';
import { startPages, type PagesUnderTest } from './pages-under-test';

describe('a mailed link', () => {
  let test: PagesUnderTest;
  let filed: Filed;
  let other: Filed;
  let supporter: { id: string };
  beforeAll(async () => {
    test = await startPages();
    filed = await test.fileAssigned();
    other = await test.fileAssigned();
    supporter = { id: randomUUID() };
    await test.db.models.Supporter.create({
      id: supporter.id,
      complaintId: filed.id,
      email: 'juga@warga.example',
      language: 'id',
    });
  });
  afterAll(() => test.stop());

  const addresses = (): [string, string][] => [
    ['track', `/track/${filed.trackingCode}`],
    ['my', test.mine(filed)],
    ['confirm', test.mine(filed, 'confirm', 'confirm')],
    ['stop', test.mine(filed, 'stop', 'stop')],
    ['confirm of a supporter', supporterLink('confirm')],
    ['stop of a supporter', supporterLink('stop')],
    ['act of the agency', test.staff(filed)],
    ['act of the supervisor', test.staff(filed, 'supervisor:pupr')],
    ['act of the head', test.staff(filed, 'agency_head:pupr')],
    ['act of the command centre', test.staff(filed, 'command_centre:jcoc')],
  ];

  function supporterLink(purpose: 'confirm' | 'stop'): string {
    const claims = { complaintId: filed.id, recipient: `supporter:${supporter.id}`, purpose, generation: 1 };
    return `/${purpose}/${filed.trackingCode}?t=${test.sign(claims)}`;
  }

  it('changes nothing when it is opened, prefetched or checked by a scanner', async () => {
    const before = await test.everything();
    for (const [, address] of addresses()) {
      expect((await test.page(address)).status).toBe(200);
      expect((await test.api.head(address)).status).toBe(200);
      expect((await test.page(address).set('Sec-Purpose', 'prefetch')).status).toBe(200);
      expect((await test.page(`${address}${address.includes('?') ? '&' : '?'}utm_source=mail`)).status).toBe(
        200,
      );
    }
    expect(await test.everything()).toBe(before);
  });

  it('rejects a PUT with a page, and names the methods that it allows', async () => {
    for (const [, address] of addresses()) {
      const response = await test.api.put(address);
      expect(response.status).toBe(405);
      expect(response.headers.allow).toContain('GET, HEAD');
      expect(response.text).toContain('<h1>Cara ini tidak tersedia</h1>');
    }
  });

  it('opens the same page whether it is cut off, forged, foreign, outdated or for something else', async () => {
    const claims: LinkClaims = {
      complaintId: filed.id,
      recipient: 'agency:pupr',
      purpose: 'act',
      generation: 1,
    };
    const good = test.sign(claims);
    const forger = createLinkSigner({ secrets: [{ kid: 'a', secret: 'another secret, long enough too' }] });
    const at = (path: string, token: string, code = filed.trackingCode) => `/${path}/${code}?t=${token}`;
    const own = test.sign({ ...claims, purpose: 'reporter', recipient: `reporter:${filed.id}` });
    const wrong: Record<string, string> = {
      'without a token': `/act/${filed.trackingCode}`,
      'cut off': at('act', good.slice(0, -3)),
      forged: at('act', forger.sign(claims)),
      'tampered with': at('act', `x${good.slice(1)}`),
      'of another complaint': at('act', good, other.trackingCode),
      "of a reporter, on another's page": at('my', own, other.trackingCode),
      'to confirm, on the page of another complaint': at(
        'confirm',
        test.sign({ ...claims, purpose: 'confirm', recipient: `reporter:${filed.id}` }),
        other.trackingCode,
      ),
      'of a complaint that is not': at('act', good, 'SK-0000-0000'),
      'of no code at all': at('act', good, 'lampu'),
      'of an earlier assignment': at('act', test.sign({ ...claims, generation: 0 })),
      'of an agency that does not have it': at('act', test.sign({ ...claims, recipient: 'agency:dlh' })),
      'of an agency that is not': at('act', test.sign({ ...claims, recipient: 'agency:pln' })),
      'of a contact that is not': at('act', test.sign({ ...claims, recipient: 'command_centre:nobody' })),
      'of a reporter, on the staff page': at('act', own),
      'of staff, on the reporter page': at('my', good),
      'act purpose for a reporter': at('act', test.sign({ ...claims, recipient: `reporter:${filed.id}` })),
      'of staff with the purpose of a reporter': at('my', test.sign({ ...claims, purpose: 'reporter' })),
      "of another reporter's generation": at(
        'my',
        test.sign({ ...claims, purpose: 'reporter', recipient: `reporter:${filed.id}`, generation: 2 }),
      ),
      'of another reporter': at(
        'my',
        test.sign({ ...claims, purpose: 'reporter', recipient: `reporter:${other.id}` }),
      ),
      'to confirm, on the page that stops': at(
        'stop',
        test.sign({ ...claims, purpose: 'confirm', recipient: `reporter:${filed.id}` }),
      ),
      'to stop, on the page that confirms': at(
        'confirm',
        test.sign({ ...claims, purpose: 'stop', recipient: `reporter:${filed.id}` }),
      ),
      'to confirm, on the reporter page': at(
        'my',
        test.sign({ ...claims, purpose: 'confirm', recipient: `reporter:${filed.id}` }),
      ),
      'very long': at('act', 'a'.repeat(5000)),
    };
    const before = await test.everything();
    const pages = new Map<string, string[]>();
    for (const [name, address] of Object.entries(wrong)) {
      const looked = await test.page(address);
      const posted = await test.post(address.replace(/(\/my\/[^?]+)/, '$1/withdraw'), {
        act: 'acknowledge',
        text: 'Tulisan',
      });
      expect([name, looked.status, posted.status]).toEqual([name, 404, 404]);
      expect(posted.text).not.toContain('Tulisan</textarea>');
      // Staff are offered to sign in and go on to the case that their address names, whether it exists or not.
      const page = looked.text.replace(
        /sign-in\?next&#x3D;%2Fdesk(%2Fcomplaints%2FSK-[0-9A-Z-]{9})?"/,
        'sign-in"',
      );
      pages.set(page, [...(pages.get(page) ?? []), name]);
    }
    // One page for staff, with a way to sign in, and one for everybody else; the address alone decides which.
    expect([...pages.values()]).toHaveLength(2);
    const isForStaff = (name: string) => wrong[name]?.startsWith('/act/') === true;
    for (const names of pages.values()) expect(new Set(names.map(isForStaff)).size).toBe(1);
    for (const text of pages.keys()) expect(text).toContain('Tautan ini tidak berlaku lagi.');
    expect(await test.everything()).toBe(before);
  });

  it('stops working once its reporter is erased', async () => {
    const erased = await test.fileAssigned();
    await test.db.sequelize.query(
      `UPDATE reporters SET token_generation = token_generation + 1 WHERE complaint_id = '${erased.id}'`,
    );
    expect((await test.page(test.mine(erased))).status).toBe(404);
    expect((await test.post(test.mine(erased, 'confirm', 'confirm'))).status).toBe(404);
  });
});

describe('the pages about an email address', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  const rowOf = async (id: string) =>
    test.db.models.Reporter.findByPk(id, { attributes: ['emailConfirmedAt', 'mailsStoppedAt'] });

  it('confirm the address at the press of a button, and again at a second press', async () => {
    const filed = await test.file();
    const address = test.mine(filed, 'confirm', 'confirm');
    expect((await test.page(address)).text).toContain(filed.trackingCode);
    const posted = await test.post(address);
    expect(posted.status).toBe(303);
    const own = posted.headers.location ?? '';
    expect(own).toMatch(new RegExp(`^/my/${filed.trackingCode}\\?t=`));
    expect((await test.page(own)).text).toContain('Alamat Anda sudah dikonfirmasi.');
    expect((await rowOf(filed.id))?.emailConfirmedAt).toBeInstanceOf(Date);
    // A scanner that opens the link later gets no way to the reporter's page: it takes a press.
    const again = await test.page(address);
    expect(again.text).toContain('>Lihat aduan saya</button>');
    expect(again.text).not.toContain('/my/');
    expect((await test.post(address)).headers.location).toBe(own);
  });

  it('stop the mails at the press of a button', async () => {
    const filed = await test.file();
    const address = test.mine(filed, 'stop', 'stop');
    const posted = await test.post(address);
    expect((await test.page(posted.headers.location ?? '')).text).toContain('Anda tidak lagi menerima email');
    expect((await rowOf(filed.id))?.mailsStoppedAt).toBeInstanceOf(Date);
  });

  it.each(['urlencoded', 'multipart'])(
    'accept the one-click unsubscribe of a mail program (%s) without a redirect',
    async (kind) => {
      const filed = await test.file();
      const address = test.mine(filed, 'stop', 'stop');
      const click = test.api.post(address);
      const response = await (kind === 'multipart'
        ? click.field('List-Unsubscribe', 'One-Click')
        : click.type('form').send({ 'List-Unsubscribe': 'One-Click' }));
      expect(response.status).toBe(200);
      expect((await rowOf(filed.id))?.mailsStoppedAt).toBeInstanceOf(Date);
    },
  );

  it('work for somebody who only supports the complaint', async () => {
    const filed = await test.file();
    const id = randomUUID();
    await test.db.models.Supporter.create({
      id,
      complaintId: filed.id,
      email: 'c@warga.example',
      language: 'id',
    });
    for (const purpose of ['confirm', 'stop'] as const) {
      const claims = { complaintId: filed.id, recipient: `supporter:${id}`, purpose, generation: 1 };
      const posted = await test.post(`/${purpose}/${filed.trackingCode}?t=${test.sign(claims)}`);
      expect((await test.page(posted.headers.location ?? '')).text).toContain('role="status"');
    }
    const row = await test.db.models.Supporter.findByPk(id);
    expect(row?.emailConfirmedAt).toBeInstanceOf(Date);
    expect(row?.mailsStoppedAt).toBeInstanceOf(Date);
  });
});
