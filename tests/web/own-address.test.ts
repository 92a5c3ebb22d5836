import { createChallenges } from '../../api/limits/challenge';
import { selectRows } from '../../database/select-rows';
import { eventually } from '../support/courier-bench';
import { startFaultySmtp } from '../support/faulty-smtp';
import { setUpMailCourier } from '../support/mail-courier';
import { solve } from '../support/solve';
import {
  leadsTo,
  rowsOf,
  startPages,
  walker,
  walkToCheck,
  type PagesUnderTest,
  type Walker,
} from './filing/walker';

describe('the address that a reporter gave', () => {
  let test: PagesUnderTest;
  beforeEach(async () => {
    test = await startPages();
  });
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
    await test.stop();
  });

  /** Files a complaint in a browser. @returns the page that follows, the reporter's own address, and the id */
  async function file(visitor: Walker, email: string) {
    await visitor.post('/file/check', { seen: await walkToCheck(visitor, { contact: { email } }) });
    const { text } = await visitor.get('/file/sent');
    const link = / id="link" type="text" readonly value="([^"]+)"/.exec(text)?.[1] ?? '';
    const mine = link.replaceAll('&#x3D;', '=').replace('https://sikesal.test', '');
    const id = (await idsOf(test)).at(-1) ?? '';
    return { text, mine, id };
  }
  const correct = (visitor: Walker, mine: string, email: string) =>
    visitor.post(mine.replace('?', '/address?'), { key: 'a-key-of-a-form-1234', email });
  const confirmed = async () => {
    const rows = await rowsOf(test, 'reporters');
    const inOrder = rows.sort((one, other) =>
      String(one.complaint_id) < String(other.complaint_id) ? -1 : 1,
    );
    return inOrder.map(({ email_confirmed_at }) => email_confirmed_at !== null);
  };

  it('is said to have been mailed a link only when it was', async () => {
    for (let count = 1; count <= 3; count += 1) {
      const { text } = await file(walker(test), 'korban@contoh.id');
      expect(text).toContain('Kami kirim tautan ke korban@contoh.id');
    }
    const { text, mine } = await file(walker(test), 'Korban@contoh.id');
    expect(text).not.toContain('kami kirim ke');
    expect(text).toContain('Kami tidak mengirim email ke Korban@contoh.id');
    const page = (await walker(test).get(mine)).text;
    expect(page).toContain('Kami tidak mengirim email ke alamat ini');
    expect(page).not.toContain('Buka email dari kami');
    const states = (await rowsOf(test, 'notifications')).map(({ state, last_error }) => [state, last_error]);
    expect(states.slice(-1)).toEqual([['suppressed', 'unconfirmed_budget']]);
  });

  it('is shown in full before and after sending, with what was probably meant, one tap away', async () => {
    const visitor = walker(test);
    const contact = { name: 'Siti', email: 'siti@gmial.com', phone: '0812 3456 7890', anonymous: 'yes' };
    await walkToCheck(visitor, { contact });
    const check = (await visitor.get('/file/check')).text;
    expect(check).toContain('siti@gmial.com');
    expect(check).toContain('Maksud Anda siti@gmail.com?');
    const [form = ''] = /<form class="notice meant".*?<\/form>/s.exec(check) ?? [];
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(leadsTo(await visitor.post('/file/you', Object.fromEntries(fields)))).toBe('/file/check');
    const corrected = (await visitor.get('/file/check')).text;
    for (const words of ['siti@gmail.com', 'Siti', '0812 3456 7890', 'Anonim'])
      expect(corrected).toContain(words);
    expect(corrected).not.toMatch(/Maksud Anda|Rahasia/);
  });

  it('can be corrected on the page after sending and on the own page, by the proposal or by typing', async () => {
    const proposed = { email: 'siti@gmail.com', key: 'a-key-of-a-form-1234' };
    for (const where of ['sent', 'own']) {
      const visitor = walker(test);
      const { text: sent, mine } = await file(visitor, 'siti@gmial.com');
      const text = where === 'sent' ? sent : (await visitor.get(mine)).text;
      expect(text).toContain('Maksud Anda siti@gmail.com?');
      expect(text).toContain('Alamat yang benar');
      const action = mine.replace('?', '/address?');
      const forms = [...text.matchAll(/<form[^>]* action="([^"]*)"/g)].map(([, each = '']) =>
        each.replaceAll('&#x3D;', '='),
      );
      expect(forms.filter((each) => each === action)).toHaveLength(2);
      const answer = await visitor.post(action, proposed);
      const after = (await visitor.get(String(leadsTo(answer)))).text;
      expect(after).toContain('Tercatat: alamat email Anda diganti.');
      expect(after).not.toContain('Maksud Anda');
    }
  });

  it('is said to be unreachable when its server refuses the mail', async () => {
    const visitor = walker(test);
    const { mine } = await file(visitor, 'siti@gmial.com');
    await selectRows(test.db, {
      sql: `UPDATE notifications SET state = 'failed', last_error = 'SMTP_550' RETURNING id`,
    });
    expect((await visitor.get('/file/sent')).text).toContain('Email kami ke siti@gmial.com tidak sampai.');
    expect((await visitor.get(mine)).text).toContain('Email kami ke alamat ini tidak sampai.');
  });

  it('need not be confirmed again in the same browser, but must be in another', async () => {
    const [own, foreign] = [walker(test), walker(test)];
    const first = await file(own, 'siti@contoh.id');
    const second = await file(own, 'Siti@contoh.id');
    await file(foreign, 'siti@contoh.id');
    await test.pagesDeps.reporters.confirmEmail({ complaintId: first.id, generation: 1 });
    expect(await confirmed()).toEqual([true, true, false]);
    expect((await own.get(second.mine)).text).not.toContain('konfirmasi alamat ini');
    const third = await file(own, 'siti@contoh.id');
    expect(third.text).toContain('Kabarnya kami kirim ke siti@contoh.id');
    expect(third.text).not.toContain('Buka email');
    const fourth = await file(foreign, 'siti@contoh.id');
    expect(fourth.text).toContain('Buka email');
    expect(await confirmed()).toEqual([true, true, false, true, false]);
  });

  it('has to be confirmed again once its holder has stopped mails', async () => {
    const visitor = walker(test);
    const { id } = await file(visitor, 'siti@contoh.id');
    await test.pagesDeps.reporters.confirmEmail({ complaintId: id, generation: 1 });
    await test.pagesDeps.reporters.stopMails(id);
    expect((await file(visitor, 'siti@contoh.id')).text).toContain('Buka email');
  });

  it('is shown in full on the reporter’s own page, and can be corrected there', async () => {
    const visitor = walker(test);
    const { mine, id } = await file(visitor, 'siti@gmial.com');
    const before = (await visitor.get(mine)).text;
    expect(before).toContain('<b>siti@gmial.com</b>');
    const wrong = await correct(visitor, mine, 'siti@@gmail');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="siti@@gmail"');
    expect(wrong.text).toContain('Alamat ini tampaknya keliru.');

    const response = await correct(visitor, mine, ' siti@gmail.com ');
    const next = String(leadsTo(response));
    expect(next).toMatch(/^\/my\/SK-.*done=address$/);
    const after = (await visitor.get(next)).text;
    expect(after).toContain('Tercatat: alamat email Anda diganti.');
    expect(after).toContain('<b>siti@gmail.com</b>');
    for (const path of [mine, test.mine(await filedOf(test, id), 'confirm', 'confirm')])
      expect((await walker(test).get(path)).status).toBe(404);

    expect(leadsTo(await correct(visitor, mine, 'siti@gmail.com'))).toBe(next);
    // Somebody who got the link at the wrong address and guesses the right one.
    expect((await correct(walker(test), mine, 'siti@gmail.com')).status).toBe(404);
    expect(await rowsOf(test, 'reporters')).toMatchObject([{ email: 'siti@gmail.com', token_generation: 2 }]);
  });

  it('gets the mails from its correction on, and the one before it gets no more', async () => {
    const smtp = await startFaultySmtp();
    running.push(smtp);
    const visitor = walker(test);
    const { mine } = await file(visitor, 'siti@gmial.com');
    const bench = await setUpMailCourier({ db: test.db, smtpUrl: smtp.url });
    const sent = async (count: number) =>
      (await rowsOf(test, 'notifications')).filter(({ state }) => state === 'sent').length === count;
    running.push(bench);
    bench.courier.start();
    await eventually(() => sent(1));
    const next = String(leadsTo(await correct(visitor, mine, 'siti@gmail.com')));
    await eventually(() => sent(2));
    await correct(visitor, next, 'siti@gmail.co.id');
    await eventually(() => smtp.accepted.length === 3);
    expect(smtp.accepted.map(({ to }) => to)).toEqual([
      'siti@gmial.com',
      'siti@gmail.com',
      'siti@gmail.co.id',
    ]);
    expect(smtp.accepted[1]?.raw).toMatch(/^Subject: \[SK-[^\]]*\] Konfirmasi email Anda/m);
    expect(smtp.accepted[1]?.raw).toMatch(/^List-Unsubscribe:\s+</m);
  });

  it('cannot be changed once it is confirmed', async () => {
    const visitor = walker(test);
    const { mine, id } = await file(visitor, 'siti@contoh.id');
    await test.pagesDeps.reporters.confirmEmail({ complaintId: id, generation: 1 });
    expect((await visitor.get(mine)).text).not.toContain('Alamatnya salah?');
    const response = await correct(visitor, mine, 'lain@contoh.id');
    expect((await visitor.get(String(leadsTo(response)))).text).toContain('Alamat ini sudah dikonfirmasi');
    expect(await rowsOf(test, 'reporters')).toMatchObject([{ email: 'siti@contoh.id' }]);
  });

  it('gets no mails beyond its limit by being corrected to another', async () => {
    for (let count = 1; count <= 3; count += 1) {
      const visitor = walker(test);
      const { mine } = await file(visitor, 'korban@contoh.id');
      await correct(visitor, mine, `lain${count}@contoh.id`);
    }
    expect((await file(walker(test), 'korban@contoh.id')).text).toContain('Kami tidak mengirim email ke');
    const visitor = walker(test);
    let { mine } = await file(visitor, 'awal@contoh.id');
    for (let count = 1; count <= 8; count += 1)
      mine = String(
        leadsTo(await correct(visitor, mine, count % 2 ? 'sasaran@contoh.id' : 'lain@contoh.id')),
      );
    const budgeted = (await rowsOf(test, 'notifications')).filter(
      ({ kind, state }) => kind === 'address_corrected' && state !== 'suppressed',
    );
    // These are of the three complaints before: none of the last eight is left, and no address is mailed
    // a fourth time.
    expect(budgeted).toHaveLength(3);
    expect((await visitor.get(mine)).text).toContain('Kami tidak mengirim email ke alamat ini');
  });

  it('gets no mails beyond its limit once the address that replaced it is confirmed', async () => {
    for (let count = 1; count <= 3; count += 1) {
      const visitor = walker(test);
      const { mine, id } = await file(visitor, 'korban@contoh.id');
      await correct(visitor, mine, `lain${count}@contoh.id`);
      expect(await test.pagesDeps.reporters.confirmEmail({ complaintId: id, generation: 2 })).toBe(true);
    }
    expect((await file(walker(test), 'korban@contoh.id')).text).toContain('Kami tidak mengirim email ke');
    const budgets = await selectRows<{ counted: boolean }>(test.db, {
      sql: `SELECT budgeted_for IS NOT NULL AS counted FROM notifications WHERE kind = 'address_corrected'`,
    });
    expect(budgets).toEqual([{ counted: false }, { counted: false }, { counted: false }]);
  });

  it('is not confirmed by a link that was mailed to the one before it', async () => {
    const visitor = walker(test);
    const { mine, id } = await file(visitor, 'penipu@contoh.id');
    await correct(visitor, mine, 'korban@contoh.id');
    // The link's page was opened before the correction.
    expect(await test.pagesDeps.reporters.confirmEmail({ complaintId: id, generation: 1 })).toBe(false);
    expect(await confirmed()).toEqual([false]);
  });

  it('is not confirmed by such a link even while the correction is under way', async () => {
    const visitor = walker(test);
    const { mine, id } = await file(visitor, 'penipu@contoh.id');
    const { isDone, correction } = await underWay(() => correct(visitor, mine, 'korban@contoh.id'));
    const confirming = test.pagesDeps.reporters.confirmEmail({ complaintId: id, generation: 1 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await isDone();
    await correction;
    expect(await confirming).toBe(false);
    expect(await confirmed()).toEqual([false]);
  });

  /** Holds up a correction before its end, with the lock under which mails to its address are counted. */
  async function underWay<Answer>(correcting: () => Promise<Answer>) {
    const holding = await test.db.sequelize.transaction();
    await selectRows(test.db, {
      sql: `SELECT pg_advisory_xact_lock(hashtextextended('korban@contoh.id', 0))`,
      transaction: holding,
    });
    const correction = correcting();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { correction, isDone: () => holding.commit() };
  }

  it('can be corrected as often as a network may file, and no more often', async () => {
    const limited = await startPages({ limits: { filingPerHour: 2 } });
    try {
      const visitor = walker(limited, { 'X-Forwarded-For': '198.51.100.9' });
      await visitor.post('/file/check', {
        seen: await walkToCheck(visitor, { contact: { email: 'a@contoh.id' } }),
      });
      const { text } = await visitor.get('/file/sent');
      const mine = (/ value="https:\/\/sikesal\.test([^"]+)"/.exec(text)?.[1] ?? '').replaceAll(
        '&#x3D;',
        '=',
      );
      const next = String(leadsTo(await correct(visitor, mine, 'b@contoh.id')));
      expect((await correct(visitor, next, 'c@contoh.id')).status).toBe(429);
    } finally {
      await limited.stop();
    }
  });
});

async function idsOf({ db }: PagesUnderTest): Promise<string[]> {
  const rows = await selectRows<{ id: string }>(db, {
    sql: 'SELECT id FROM complaints ORDER BY received_at',
  });
  return rows.map(({ id }) => id);
}

async function filedOf({ db }: PagesUnderTest, id: string) {
  const [row] = await selectRows<{ trackingCode: string }>(db, {
    sql: 'SELECT tracking_code AS "trackingCode" FROM complaints WHERE id = $1',
    bind: [id],
  });
  return { id, trackingCode: row?.trackingCode ?? '' } as Parameters<PagesUnderTest['mine']>[0];
}

describe('an address that is corrected from a crowded network', () => {
  const CARRIER = { 'X-Forwarded-For': '203.0.113.9' };
  const SECRETS = [{ kid: 'a', secret: 'a secret of the tests, long enough' }];
  const RIGHT = 'siti@gmail.com';
  let test: PagesUnderTest;
  let visitor: Walker;
  let address: string;
  beforeEach(async () => {
    const challenges = createChallenges({ secrets: SECRETS, work: { puzzles: 4, zeroBits: 4 } });
    test = await startPages({
      limits: { filingPerHour: 1, filingWithStepPerHour: 1 },
      deps: { challenges },
    });
    visitor = walker(test, CARRIER);
    const email = 'siti@gmial.com';
    await visitor.post('/file/check', { seen: await walkToCheck(visitor, { contact: { email } }) });
    const { text } = await visitor.get('/file/sent');
    const link = / id="link" type="text" readonly value="([^"]+)"/.exec(text)?.[1] ?? '';
    address = link.replaceAll('&#x3D;', '=').replace('https://sikesal.test', '').replace('?', '/address?');
  });
  afterEach(() => test.stop());

  const correct = (fields: Record<string, string> = {}, email = RIGHT) =>
    visitor.post(address, { key: 'a-key-of-a-form-1234', email, ...fields });
  const proofFor = (html: string) => {
    const challenge = /data-challenge="([^"]+)"/.exec(html)?.[1] ?? '';
    return solve(JSON.parse(challenge.replaceAll('&quot;', '"').replaceAll('&#x3D;', '=')));
  };
  const emails = async () => (await rowsOf(test, 'reporters')).map(({ email }) => email);

  it('is kept as typed while a step is asked for, and then changes only once', async () => {
    const asked = await correct();
    expect(asked.status).toBe(429);
    expect(asked.text).toContain('Satu langkah lagi');
    expect(asked.text).toContain(`name="email" value="${RIGHT}"`);
    expect(await emails()).toEqual(['siti@gmial.com']);
    const proof = proofFor(asked.text);
    const done = leadsTo(await correct({ proof }));
    expect(done).toMatch(/done=address$/);
    for (let each = 0; each < 3; each += 1) expect(leadsTo(await correct({ proof }))).toBe(done);
    expect(await emails()).toEqual([RIGHT]);
  });

  it('needs a new solution for the next correction', async () => {
    const proof = proofFor((await correct()).text);
    const next = String(leadsTo(await correct({ proof })));
    await test.db.sequelize.query("DELETE FROM rate_limits WHERE key LIKE 'filing-step%'");
    address = next.replace('?', '/address?');
    expect((await correct({ proof }, 'lain@gmail.com')).status).toBe(429);
    expect(await emails()).toEqual([RIGHT]);
  });

  it('waits for a turn without scripts, and is kept as typed', async () => {
    const waiting = await correct({ wait: 'yes' });
    expect(waiting.status).toBe(429);
    expect(waiting.text).toMatch(/Giliran Anda pukul \d\d[.:]\d\d/);
    expect(waiting.text).toContain(`name="email" value="${RIGHT}"`);
    // Before the turn has come, nothing is taken and the page stays the same.
    expect((await correct()).text).toContain('Giliran Anda pukul');
    await test.db.sequelize.query('UPDATE filing_turns SET due_at = now()');
    expect(leadsTo(await correct())).toMatch(/done=address$/);
    expect(await emails()).toEqual([RIGHT]);
  });

  it('is kept as typed when no more steps are offered', async () => {
    await test.db.sequelize.query(`INSERT INTO rate_limits (key, points, expire)
      VALUES ('filing-step:203.0.113.9/32', 1000, ${Date.now() + 3_600_000})`);
    const wall = await correct();
    expect([wall.status, wall.text]).toEqual([429, expect.stringContaining(`name="email" value="${RIGHT}"`)]);
    expect(wall.text).not.toContain('data-challenge');
  });
});
