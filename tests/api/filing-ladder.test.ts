import { randomBytes, randomUUID } from 'node:crypto';
import { createChallenges } from '../../api/limits/challenge';
import { createIntakePressure } from '../../database/stores/intake-pressure';
import { FILING, startApi, type ApiUnderTest } from '../support/api-under-test';
import { solve, type ToSolve } from '../support/solve';

const SECRETS = [{ kid: 'a', secret: 'a secret of the tests, long enough' }];
/** So little that a test takes milliseconds; one test below does the real work. */
const LITTLE = { puzzles: 4, zeroBits: 6 };
const HERE = '203.0.113.1';

interface Named {
  key: string;
  secret: string;
}

const newName = (): Named => ({ key: randomUUID(), secret: randomBytes(24).toString('base64url') });

describe('filing above the limit of a network', () => {
  let test: ApiUnderTest;
  let clock: number;
  const challenges = () => createChallenges({ secrets: SECRETS, work: LITTLE, now: () => clock });
  beforeEach(async () => {
    clock = Date.now();
    test = await startApi({
      limits: { filingPerHour: 1, filingWithStepPerHour: 3 },
      deps: { challenges: challenges() },
    });
    expect((await file(newName())).status).toBe(201);
  });
  afterEach(() => test.stop());

  interface Sending {
    from?: string;
    proof?: string;
    body?: object;
  }
  function file({ key, secret }: Named, { from = HERE, proof, body = FILING }: Sending = {}) {
    const call = test.api
      .post('/api/v1/complaints')
      .set({ 'X-Forwarded-For': from, 'Idempotency-Key': key, 'Idempotency-Secret': secret });
    return (proof === undefined ? call : call.set('Proof-Of-Work', proof)).send(body);
  }
  const asked = async (name: Named, sending: Sending = {}): Promise<ToSolve> =>
    (await file(name, sending)).body.challenge;
  const filed = () => test.db.models.Complaint.count();

  it('asks for proof of work, says how, and accepts the same request with it', async () => {
    const name = newName();
    const refused = await file(name);
    expect([refused.status, refused.type]).toEqual([429, 'application/problem+json']);
    expect(refused.body.challenge).toEqual({
      ...{ algorithm: 'sha-256', token: expect.any(String), ...LITTLE },
      expiresAt: new Date(clock + 15 * 60_000).toISOString(),
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3000);
    expect(await filed()).toBe(1);
    const taken = await file(name, { proof: solve(refused.body.challenge) });
    expect([taken.status, await filed()]).toEqual([201, 2]);
  });

  it('accepts nothing without a proof, and has a second limit for those with one', async () => {
    for (let each = 0; each < 20; each += 1) expect((await file(newName())).status).toBe(429);
    expect(await filed()).toBe(1);
    for (let each = 0; each < 3; each += 1) {
      const name = newName();
      expect((await file(name, { proof: solve(await asked(name)) })).status).toBe(201);
    }
    const wall = await file(newName());
    expect([wall.status, wall.body.challenge]).toEqual([429, undefined]);
    expect(Number(wall.headers['retry-after'])).toBeGreaterThan(3000);
    expect((await file(newName(), { from: '198.51.100.1' })).status).toBe(201);
  });

  it('does not count repeats: a lost response can be fetched again, even at the second limit', async () => {
    const name = newName();
    const proof = solve(await asked(name));
    const first = await file(name, { proof });
    for (let each = 0; each < 6; each += 1) {
      const again = await file(name, { proof });
      expect([again.status, again.body]).toEqual([201, first.body]);
    }
    for (let each = 0; each < 2; each += 1) {
      const other = newName();
      expect((await file(other, { proof: solve(await asked(other)) })).status).toBe(201);
    }
    expect((await file(newName())).body.challenge).toBeUndefined();
    const late = [await file(name, { proof }), await file(name), await file(name, { from: '192.0.2.77' })];
    expect(late.map(({ status, body }) => [status, body.trackingCode])).toEqual(
      Array(3).fill([201, first.body.trackingCode]),
    );
    const another = { ...FILING, description: 'Isi lain dengan kunci yang sama, dari orang yang sama.' };
    expect((await file(name, { proof, body: another })).status).toBe(422);
    expect(await filed()).toBe(4);
  });

  it('does not count repeats of a filing that needed no proof', async () => {
    const from = '198.51.100.1';
    const name = newName();
    for (let each = 0; each < 3; each += 1) expect((await file(name, { from })).status).toBe(201);
    expect((await file(newName(), { from })).status).toBe(429);
    expect(await filed()).toBe(2);
  });

  it('accepts a solution once, however often and with whatever it is sent', async () => {
    const name = newName();
    const proof = solve(await asked(name));
    const body = { ...FILING, description: 'Sebuah aduan lain dengan penyelesaian yang sama.' };
    const responses = await Promise.all([
      file(name, { proof }),
      file(name, { proof }),
      file(name, { proof, body }),
    ]);
    expect(await filed()).toBe(2);
    expect(responses.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect((await file(newName(), { proof })).status).toBe(429);
    expect((await file({ ...name, key: randomUUID() }, { proof })).status).toBe(429);
    expect((await file({ ...name, secret: newName().secret }, { proof })).status).toBe(429);
    expect(await filed()).toBe(2);
  });

  it('accepts a solution once, and not under the tokens of reporters', async () => {
    const tokens: string[] = [];
    for (const from of ['192.0.2.1', '198.51.100.1'])
      tokens.push((await file(newName(), { from })).body.reporterToken);
    const before = await filed();
    const name = newName();
    const proof = solve(await asked(name));
    const responses = await Promise.all(
      tokens.map((token) => file(name, { proof }).set('Authorization', `Bearer ${token}`)),
    );
    expect(responses.map(({ status }) => status)).toEqual([429, 429]);
    expect((await file(name, { proof })).status).toBe(201);
    expect(await filed()).toBe(before + 1);
  });

  it('asks a reporter who sends a token for proof of work on their next complaint', async () => {
    const { reporterToken } = (await file(newName(), { from: '192.0.2.1' })).body;
    const call = () =>
      test.api.post('/api/v1/complaints').set({
        'X-Forwarded-For': HERE,
        Authorization: `Bearer ${reporterToken}`,
        'Idempotency-Key': 'next',
      });
    const { challenge } = (await call().send(FILING)).body;
    expect((await call().set('Proof-Of-Work', solve(challenge)).send(FILING)).status).toBe(201);
  });

  it('accepts a solution from another address of the same network, but not from another network', async () => {
    await file(newName(), { from: '192.0.2.1' });
    const name = newName();
    const proof = solve(await asked(name));
    expect((await file(name, { from: '192.0.2.1', proof })).status).toBe(429);
    expect(await filed()).toBe(2);
    // A carrier may send the next request from another of its addresses.
    await file(newName(), { from: '203.0.113.2' });
    expect((await file(name, { from: '203.0.113.2', proof })).status).toBe(201);
  });

  it('rejects a solution that is expired, forged, made easier or cut short', async () => {
    const name = newName();
    const challenge = await asked(name);
    const proof = solve(challenge);
    const [token = '', numbers = ''] = proof.split(':');
    const foreign = createChallenges({
      secrets: [{ kid: 'a', secret: 'another secret of the same name' }],
      work: LITTLE,
    });
    const forged = foreign.issue({ network: '203.0.113.0/24', subject: 'x' });
    const easier = { ...challenge, zeroBits: 1, token: token.replace('.6.', '.1.') };
    const shorter = { ...challenge, puzzles: 0, token: token.replace('.4.', '.0.') };
    const wrong = numbers.split(',').map((number) => Number(number) + 1);
    for (const each of [
      ...[solve(forged), solve(easier), solve(shorter), `${token}:${wrong.join(',')}`],
      ...[token, `${token}:`, `${token}:${numbers},1`, `${token}:${numbers.replace(/\d+$/, '-1')}`],
      ...[`${token}:${numbers.replace(/\d+$/, '99999999999')}`, 'x'.repeat(5000), ':', 'nonsense'],
    ])
      expect([each.slice(0, 40), (await file(name, { proof: each })).status]).toEqual([
        each.slice(0, 40),
        429,
      ]);
    clock += 15 * 60_000;
    expect((await file(name, { proof })).status).toBe(429);
    expect(await filed()).toBe(1);
  });

  it('accepts a solution after the API restarts with rotated secrets', async () => {
    const name = newName();
    const proof = solve(await asked(name));
    const turned = [{ kid: 'b', secret: 'the secret that came after the first' }, ...SECRETS];
    const next = createChallenges({ secrets: turned, work: LITTLE, now: () => clock });
    const again = await startApi({
      limits: { filingPerHour: 1, filingWithStepPerHour: 3 },
      on: { city: test.city, database: { db: test.db, url: '', drop: async () => undefined } },
      deps: { challenges: next },
    });
    try {
      const response = await again.api
        .post('/api/v1/complaints')
        .set({ 'X-Forwarded-For': HERE, 'Idempotency-Key': name.key, 'Idempotency-Secret': name.secret })
        .set('Proof-Of-Work', proof)
        .send(FILING);
      expect(response.status).toBe(201);
    } finally {
      await again.stop();
    }
  });

  it('accepts a solution again for a corrected body, and asks API keys for none', async () => {
    const name = newName();
    const proof = solve(await asked(name));
    expect((await file(name, { proof, body: { ...FILING, description: '' } })).status).toBe(422);
    expect((await file(name, { proof })).status).toBe(201);
    const key = await test.key('application');
    const call = test.api.post('/api/v1/complaints').set('Authorization', `Bearer ${key}`);
    expect((await call.set('X-Forwarded-For', HERE).send(FILING)).status).toBe(201);
  });

  it('gives no challenge to a request without an Idempotency-Key', async () => {
    const plain = await test.api.post('/api/v1/complaints').set('X-Forwarded-For', HERE).send(FILING);
    expect([plain.status, plain.body.challenge]).toEqual([429, null]);
  });

  it('is counted for the command centre, whichever process refused it', async () => {
    await file(newName());
    await file(newName());
    for (const from of ['192.0.2.1', '192.0.2.1']) await file(newName(), { from });
    const pressure = createIntakePressure({ db: test.db });
    expect(await pressure.recent()).toEqual({ networks: 2, requests: 3 });
    await test.db.sequelize.query("UPDATE intake_pressure SET minute = minute - interval '11 minutes'");
    expect(await pressure.recent()).toEqual({ networks: 0, requests: 0 });
  });
});

describe('the proof of work in production', () => {
  it('is sixteen puzzles of 2^14 attempts', () => {
    const challenges = createChallenges({ secrets: SECRETS });
    const filing = { network: '203.0.113.0/24', subject: 'x' };
    const challenge = challenges.issue(filing);
    expect(challenge).toMatchObject({ puzzles: 16, zeroBits: 14 });
    const proof = solve(challenge);
    expect(challenges.isSolved(proof, filing)).toBe(true);
    expect(challenges.isSolved(proof, { ...filing, subject: 'y' })).toBe(false);
  });
});
