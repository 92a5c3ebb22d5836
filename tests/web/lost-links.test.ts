import { selectRows } from '../../database/select-rows';
import type { Filed } from '../support/api-under-test';
import { eventually } from '../support/courier-bench';
import { startFaultySmtp, type FaultySmtp } from '../support/faulty-smtp';
import { COURIER_LINKS, setUpMailCourier, type MailBench } from '../support/mail-courier';
import { startPages, type PagesUnderTest } from './pages-under-test';

const OWN = 'tari@warga.example';

describe('lost links', () => {
  let test: PagesUnderTest;
  let smtp: FaultySmtp;
  let courier: MailBench;
  let officer: string;

  beforeEach(async () => {
    [test, smtp] = await Promise.all([startPages(), startFaultySmtp()]);
    officer = await test.key('officer', 'pupr');
    courier = await setUpMailCourier({ db: test.db, smtpUrl: smtp.url });
  });
  afterEach(async () => {
    await courier.stop();
    await Promise.all([test.stop(), smtp.stop()]);
  });

  async function confirmed(email = OWN): Promise<Filed> {
    const filed = await test.fileAssigned({ reporter: { email } });
    await test.pagesDeps.reporters.confirmEmail({ complaintId: filed.id, generation: 1 });
    return filed;
  }
  const ask = (email: string) => test.post('/my/links', { email });
  const queued = () =>
    selectRows<{ recipient: string }>(test.db, {
      sql: `SELECT recipient FROM notifications WHERE kind = 'my_links'`,
    });
  /** The mails with links, once everything has left. */
  async function mailed(): Promise<string[]> {
    courier.courier.start();
    await eventually(async () => {
      const sql = `SELECT id FROM notifications WHERE state = 'pending'`;
      return (await selectRows(test.db, { sql })).length === 0;
    });
    return smtp.accepted
      .map(({ raw }) => raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))
      .filter((raw) => /^Subject: Tautan ke aduan Anda/m.test(raw));
  }
  const codesIn = (mail = '') => [
    ...new Set([...mail.matchAll(/\/my\/(SK-[\w-]+)\?t=/g)].map(([, code]) => code)),
  ];

  it('come in one mail, for all complaints of the mailbox that are not over', async () => {
    const [one, other, over] = [await confirmed(), await confirmed(OWN.toUpperCase()), await confirmed()];
    await confirmed('budi@warga.example');
    await test.act(over.trackingCode, 'withdraw', over.reporterToken);
    const asked = await ask(` ${OWN} `);
    expect(asked).toMatchObject({ status: 303, headers: { location: '/my/links?done=yes' } });
    const [mail, ...more] = await mailed();
    expect(more).toEqual([]);
    expect(codesIn(mail)).toEqual([other.trackingCode, one.trackingCode]);
    const token = /\/my\/SK-[\w-]+\?t=([\w.-]+)/.exec(mail ?? '')?.[1] ?? '';
    expect(COURIER_LINKS.verify(token)).toMatchObject({
      ...{ purpose: 'reporter', generation: 1 },
      ...{ complaintId: other.id, recipient: `reporter:${other.id}` },
    });
  });

  it('lead to where a merged complaint goes on', async () => {
    const earlier = await test.fileAssigned();
    const filed = await confirmed();
    await test.act(filed.trackingCode, 'merge', officer, { into: earlier.trackingCode });
    await ask(OWN);
    expect(codesIn((await mailed())[0])).toEqual([earlier.trackingCode]);
  });

  it('are never for an address that nobody has confirmed, or who stopped their mails or was erased', async () => {
    await test.fileAssigned({ reporter: { email: 'mangsa@warga.example' } });
    const stopped = await confirmed('diam@warga.example');
    await test.pagesDeps.reporters.stopMails(stopped.id);
    const erased = await confirmed('hapus@warga.example');
    const answers = [];
    for (const email of ['mangsa@warga.example', 'diam@warga.example', 'siapa@warga.example'])
      answers.push(await ask(email));
    expect(await queued()).toEqual([]);
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.location}`)).size).toBe(1);
    await ask('hapus@warga.example');
    await selectRows(test.db, {
      sql: `UPDATE reporters SET email = NULL, erased_at = now() WHERE complaint_id = $1 RETURNING complaint_id`,
      bind: [erased.id],
    });
    expect(await mailed()).toEqual([]);
  });

  it('take as long for an unknown address as for a known one', async () => {
    await confirmed();
    const took = async (email: string) => {
      const since = performance.now();
      await ask(email);
      return performance.now() - since;
    };
    for (const email of [OWN, 'siapa@warga.example']) {
      const ms = await took(email);
      expect(ms).toBeGreaterThanOrEqual(399);
      expect(ms).toBeLessThan(1_000);
    }
  });

  it('come once in five minutes, whoever asks, and the row holds no address', async () => {
    const filed = await confirmed();
    await Promise.all(Array.from({ length: 20 }, () => ask(OWN)));
    const rows = await queued();
    // Two when the five minutes end meanwhile.
    expect(rows.length).toBeLessThanOrEqual(2);
    expect(new Set(rows.map(({ recipient }) => recipient))).toEqual(new Set([`reporter:${filed.id}`]));
    const all = await selectRows(test.db, { sql: `SELECT * FROM notifications WHERE kind = 'my_links'` });
    expect(JSON.stringify(all)).not.toContain('tari');
  });

  it('are asked for on the page of this phone’s complaints, and again where the address is none', async () => {
    expect((await test.page('/my')).text).toContain('action="/my/links"');
    const wrong = await ask('tari di warga');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('tari di warga');
    expect((await test.page('/my/links?done=yes')).text).toContain('Periksa email Anda');
  });
});
