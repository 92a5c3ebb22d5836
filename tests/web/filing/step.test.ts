import { randomUUID } from 'node:crypto';
import { createChallenges } from '../../../api/limits/challenge';
import { plain } from '../../photos/sample-photos';
import { inForm } from '../../support/long-form';
import { solve } from '../../support/solve';
import { leadsTo, rowsOf, startPages, walker, walkToCheck, type PagesUnderTest, type Walker } from './walker';

const SECRETS = [{ kid: 'a', secret: 'a secret of the tests, long enough' }];
/** How many customers of a carrier file within an hour, and how many of them without the step. */
const CROWD = inForm({ short: { all: 30, freely: 6 }, long: { all: 300, freely: 60 } });
const CARRIER = { 'X-Forwarded-For': '203.0.113.9' };

/** What the page's script does with the page that asks for a step. */
function proofFor(html: string): string {
  const challenge = /data-challenge="([^"]+)"/.exec(html)?.[1];
  if (!challenge) throw new Error('the page asks for nothing');
  return solve(JSON.parse(challenge.replaceAll('&quot;', '"').replaceAll('&#x3D;', '=')));
}

describe('the step that is asked for behind a crowded network', () => {
  let test: PagesUnderTest;
  const start = async (filingPerHour: number, filingWithStepPerHour = 1000) => {
    const challenges = createChallenges({ secrets: SECRETS, work: { puzzles: 4, zeroBits: 4 } });
    test = await startPages({ limits: { filingPerHour, filingWithStepPerHour }, deps: { challenges } });
  };
  afterEach(() => test.stop());

  const filed = () => test.db.models.Complaint.count();
  const crowded = async (): Promise<void> => {
    const visitor = walker(test, CARRIER);
    const seen = await walkToCheck(visitor);
    expect(leadsTo(await visitor.post('/file/check', { seen }))).toBe('/file/sent');
  };
  const asked = async (visitor: Walker) => {
    const seen = await walkToCheck(visitor);
    return { seen, page: await visitor.post('/file/check', { seen }) };
  };
  /** The instant of the turn that was given last. */
  const newest = async (): Promise<number> => {
    const [draft] = (await rowsOf(test, 'drafts'))
      .map(({ id }) => String(id))
      .sort()
      .slice(-1);
    return (await test.pagesDeps.turns.find(draft ?? ''))?.dueAt ?? 0;
  };
  const hasten = (ago = '0') =>
    test.db.sequelize.query(`UPDATE filing_turns SET due_at = now() - interval '${ago}'`);

  it(`lets a whole carrier behind one address file ${CROWD.all} complaints in an hour`, async () => {
    await start(CROWD.freely);
    let steps = 0;
    const file = async () => {
      const visitor = walker(test, CARRIER);
      const { seen, page } = await asked(visitor);
      if (page.status === 303) return;
      expect(page.status).toBe(429);
      steps += 1;
      const proof = proofFor(page.text);
      expect(leadsTo(await visitor.post('/file/check', { seen, proof }))).toBe('/file/sent');
    };
    for (let turn = 0; turn < CROWD.all; turn += 5) await Promise.all(Array.from({ length: 5 }, file));
    expect([await filed(), steps]).toEqual([CROWD.all, CROWD.all - CROWD.freely]);
  }, 300_000);

  it('loses nothing of a draft, and its solution is valid for no other draft', async () => {
    await start(1);
    await crowded();
    const [one, other] = [walker(test, CARRIER), walker(test, CARRIER)];
    await one.upload(await plain(600, 400).jpeg().toBuffer());
    const { seen, page } = await asked(one);
    expect(page.text).toContain('Satu langkah lagi');
    expect(page.headers['retry-after']).toBeDefined();
    const proof = proofFor(page.text);
    const second = await asked(other);
    expect((await other.post('/file/check', { seen: second.seen, proof })).status).toBe(429);
    expect(leadsTo(await one.post('/file/check', { seen, proof }))).toBe('/file/sent');
    expect(leadsTo(await one.post('/file/check', { seen, proof }))).toBe('/file/sent');
    expect(await filed()).toBe(2);
    expect(await rowsOf(test, 'photos')).toHaveLength(1);
  });

  it('is tried three times automatically, and then only offers a turn to wait for', async () => {
    await start(1);
    await crowded();
    const visitor = walker(test, CARRIER);
    const { seen, page } = await asked(visitor);
    let response = page;
    for (const isTried of [true, true, true, false]) {
      expect(response.text.includes('filing/step.js')).toBe(isTried);
      const [, tried = ''] = /name="tried" value="(\d)"/.exec(response.text) ?? [];
      response = await visitor.post('/file/check', { seen, tried, proof: 'of another network' });
      expect(response.status).toBe(429);
    }
    expect(response.text).toContain('Tunggu giliran');
  });

  it('is a turn to wait for, one after the other, for those without scripts or an email address', async () => {
    await start(1);
    await crowded();
    const visitors = [walker(test, CARRIER), walker(test, CARRIER)] as const;
    const seen: string[] = [];
    for (const visitor of visitors) {
      seen.push((await asked(visitor)).seen);
      expect(leadsTo(await visitor.post('/file/wait'))).toBe('/file/wait');
      expect(leadsTo(await visitor.post('/file/wait'))).toBe('/file/wait');
    }
    const turns = await rowsOf(test, 'filing_turns');
    const [first, second] = turns.map(({ due_at: at }) => (at as Date).getTime()).sort();
    expect((second ?? 0) - (first ?? 0)).toBe(30_000);
    const [visitor] = visitors;
    const waiting = await visitor.get('/file/wait');
    expect(waiting.text).toMatch(/Giliran Anda pukul \d\d[.:]\d\d/);
    expect(waiting.text).toContain('http-equiv="refresh"');
    // Before the turn has come, nothing is taken.
    expect(leadsTo(await visitor.post('/file/check', { seen: seen[0] ?? '' }))).toBe('/file/wait');
    expect(await filed()).toBe(1);
    await hasten('2 hours');
    // A turn that was missed is gone, and the next one has to be waited for.
    expect(leadsTo(await visitor.get('/file/wait'))).toBe('/file/check');
    expect((await visitor.post('/file/check', { seen: seen[0] ?? '' })).status).toBe(429);
    expect(leadsTo(await visitor.post('/file/wait'))).toBe('/file/wait');
    await hasten();
    const due = await visitor.get('/file/wait');
    expect(due.text).toContain('Aduan Anda bisa dikirim sekarang.');
    expect(due.text).toContain('href="/file/check"');
    expect(leadsTo(await visitor.post('/file/check', { seen: seen[0] ?? '' }))).toBe('/file/sent');
    expect(await filed()).toBe(2);
  });

  it('comes up within twenty minutes, even behind somebody who takes all the turns', async () => {
    await start(1);
    await crowded();
    const turn = async (from: string) => {
      const visitor = walker(test, { 'X-Forwarded-For': from });
      const seen = await walkToCheck(visitor);
      expect(leadsTo(await visitor.post('/file/wait'))).toBe('/file/wait');
      return { visitor, seen };
    };
    const network = '203.0.113.0/24';
    const { turns } = test.pagesDeps;
    for (let taken = 0; taken < 60; taken += 1) await turns.take({ subject: randomUUID(), network });
    const asked = Date.now();
    const { visitor, seen } = await turn('203.0.113.9');
    const last = await newest();
    expect(last - asked).toBeGreaterThan(19 * 60_000);
    expect(last - asked).toBeLessThan(20 * 60_000 + 10_000);
    await turn('198.51.100.9');
    expect((await newest()) - asked).toBeLessThan(60_000);
    await hasten();
    expect(leadsTo(await visitor.post('/file/check', { seen }))).toBe('/file/sent');
  });

  it('is no longer offered beyond a limit, where the draft is kept', async () => {
    await start(1, 1);
    await crowded();
    for (const expected of ['/file/sent', 429]) {
      const visitor = walker(test, CARRIER);
      const { seen, page } = await asked(visitor);
      if (expected === 429) expect(page.text).not.toContain('data-challenge');
      else
        expect(leadsTo(await visitor.post('/file/check', { seen, proof: proofFor(page.text) }))).toBe(
          expected,
        );
      expect((await visitor.get('/file/check')).status).toBe(expected === 429 ? 200 : 303);
    }
  });
});
