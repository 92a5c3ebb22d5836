import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Actor } from '../../domain/actor';
import { actSignal } from '../../engine/act-messages';
import { actionsOf } from '../support/temporal-actions';
import { startComplaintEngine, type ComplaintEngine } from '../support/complaint-engine';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
const HOUR = 3_600_000;

describe('a complaint on the engine', () => {
  let engine: ComplaintEngine;

  const reporterOf = (id: string): Actor => ({ kind: 'reporter', complaintId: id });
  const typesOf = async (id: string) => (await engine.timeline(id)).map(({ type }) => type);

  // The clock is the whole engine's: whoever moves it has one alone.
  describe('as hours pass', () => {
    beforeEach(async () => {
      engine = await startComplaintEngine();
    });
    afterEach(() => engine.stop());

    it('goes from its agency to a closed case when everyone does their part', async () => {
      const id = await engine.start(await engine.file());
      await engine.act(id, { act: 'acknowledge' }, officer);
      await engine.act(id, { act: 'resolve' }, officer);
      await engine.act(id, { act: 'confirm' }, reporterOf(id));
      await engine.handleOf(id).result();
      expect(await typesOf(id)).toEqual([
        'received',
        'assigned',
        'acknowledged',
        'resolved',
        'confirmed',
        'closed',
      ]);
      expect(await engine.complaints.byId(id)).toMatchObject({
        status: 'closed',
        outcome: 'resolved',
        escalationLevel: 0,
      });
      expect(await engine.notified(id)).toEqual([
        'received → reporter:ID',
        'assigned → agency:pupr',
        'acknowledged → reporter:ID',
        'resolved → reporter:ID',
        'closed → reporter:ID',
      ]);
      const history = await engine.handleOf(id).fetchHistory();
      expect(history.events?.length).toBeLessThanOrEqual(36);
      expect(actionsOf(history)).toBeLessThanOrEqual(12);
    });

    it('escalates every category at each checkpoint when nobody acts, at the hour and not before', async () => {
      const targets = { kebersihan: 24, drainase: 48, jalan: 72 };
      const ids = new Map<string, number>();
      for (const [category, targetHours] of Object.entries(targets))
        ids.set(await engine.start(await engine.file({ category })), targetHours);
      await engine.hoursPass(72 + 1);
      for (const [id, targetHours] of ids) {
        const timeline = await engine.timeline(id);
        const receivedAt = timeline[0]?.at ?? 0;
        const escalations = timeline.filter(({ type }) => type === 'escalated');
        expect(escalations.map(({ dueAt }) => ((dueAt ?? 0) - receivedAt) / HOUR)).toEqual([24, 48, 72]);
        for (const { at, dueAt } of escalations) {
          expect(at).toBeGreaterThan(dueAt ?? Infinity);
          expect(at - (dueAt ?? 0)).toBeLessThan(2000);
        }
        const missed = timeline.filter(({ type }) => type === 'target_missed');
        expect(missed.map(({ dueAt }) => ((dueAt ?? 0) - receivedAt) / HOUR)).toEqual([targetHours]);
      }
    });

    it('is resolved late and closed by silence within the allowed history', async () => {
      const id = await engine.start(await engine.file());
      await engine.hoursPass(72.5);
      await engine.act(id, { act: 'resolve' }, officer);
      await engine.tell(id, 'mail');
      await engine.hoursPass(73);
      await engine.handleOf(id).result();
      expect((await typesOf(id)).slice(-3)).toEqual(['resolved', 'reporter_told', 'closed']);
      const history = await engine.handleOf(id).fetchHistory();
      expect(history.events?.length).toBeLessThanOrEqual(68);
      expect(actionsOf(history)).toBeLessThanOrEqual(21);
    });

    it('executes a signal as the system, and notes one that it refuses', async () => {
      const id = await engine.start(await engine.file());
      await engine.handleOf(id).signal(actSignal('acknowledge'));
      await engine.handleOf(id).signal(actSignal('confirm'));
      await engine.handleOf(id).signal(actSignal('reassign'), { agency: 'nobody' });
      await engine.handleOf(id).signal('reject', { reason: 'because' });
      await engine.hoursPass(1);
      const timeline = await engine.timeline(id);
      expect(timeline.slice(2).every(({ actor }) => actor.kind === 'system')).toBe(true);
      expect(timeline.map(({ type }) => type).slice(2)).toEqual(['acknowledged', 'noted', 'noted', 'noted']);
      const refusals = timeline.flatMap(({ data }) =>
        'refusal' in data ? [`${data.act}: ${data.refusal}`] : [],
      );
      expect(refusals.sort()).toEqual([
        'confirm: illegal_transition',
        'reassign: invalid',
        'reject: invalid',
      ]);
    });

    it('goes on from Postgres after its execution was terminated, with the same deadlines and history', async () => {
      const id = await engine.start(await engine.file());
      await engine.hoursPass(25);
      const before = (await engine.load(id)).state;
      await engine.handleOf(id).terminate('an operator slipped');
      await engine.start(id);
      await engine.act(id, { act: 'notes', public: false }, officer);
      const after = (await engine.load(id)).state;
      expect(after).toEqual({ ...before, sequence: before.sequence + 1 });
      await engine.hoursPass(24);
      const escalations = (await engine.timeline(id)).filter(({ type }) => type === 'escalated');
      expect(escalations.map(({ data }) => data)).toMatchObject([{ level: 1 }, { level: 2 }]);
    });

    it('passes its reporters on to the survivor when it is merged', async () => {
      const survivor = await engine.start(await engine.file());
      const merged = await engine.start(await engine.file());
      await engine.hoursPass(25);
      await engine.act(merged, { act: 'merge', into: survivor }, officer);
      await engine.handleOf(merged).result();
      await engine.act(survivor, { act: 'resolve' }, officer);
      expect(await engine.complaints.byId(merged)).toMatchObject({
        status: 'duplicate',
        mergedInto: survivor,
      });
      expect(await engine.notified(survivor)).toContain(`resolved → reporter:${merged}`);
      await engine.act(survivor, { act: 'reopen', reason: 'partly' }, reporterOf(merged));
      expect(await engine.complaints.byId(survivor)).toMatchObject({ status: 'assigned', cycle: 2 });
    });
  });

  describe('before an hour has passed', () => {
    beforeAll(async () => {
      engine = await startComplaintEngine();
    });
    afterAll(() => engine.stop());

    it('refuses an illegal act without a trace on the timeline', async () => {
      const id = await engine.start(await engine.file());
      const refused = engine.act(id, { act: 'confirm' }, reporterOf(id));
      await expect(refused).rejects.toThrow(WorkflowUpdateFailedError);
      await expect(refused).rejects.toMatchObject({
        cause: {
          type: 'Refused',
          details: [{ code: 'illegal_transition', act: 'confirm', status: 'assigned' }],
        },
      });
      expect(await typesOf(id)).toEqual(['received', 'assigned']);
    });

    it('counts an update with the same id once', async () => {
      const id = await engine.start(await engine.file());
      const once = () => engine.act(id, { act: 'notes', public: false }, officer, 'one-and-the-same');
      await Promise.all([once(), once(), once()]);
      await once();
      expect(await typesOf(id)).toEqual(['received', 'assigned', 'noted']);
    });

    it('puts two simultaneous acts in one order', async () => {
      const id = await engine.start(await engine.file());
      const acts = [
        engine.act(id, { act: 'start' }, officer),
        engine.act(id, { act: 'acknowledge' }, officer),
      ];
      const results = await Promise.allSettled(acts);
      const counted = results.filter(({ status }) => status === 'fulfilled').length;
      const sequences = (await engine.timeline(id)).map(({ sequence }) => sequence);
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
      expect(sequences.length).toBe(2 + counted);
    });

    it('decides on what is stored when another run has written meanwhile', async () => {
      const id = await engine.start(await engine.file());
      await engine.act(id, { act: 'acknowledge' }, officer);
      await engine.writeBehindItsBack(id, { act: 'resolve' }, officer);
      await expect(engine.act(id, { act: 'start' }, officer)).rejects.toMatchObject({
        cause: { details: [{ code: 'illegal_transition', status: 'resolved' }] },
      });
      expect(await typesOf(id)).toEqual(['received', 'assigned', 'acknowledged', 'resolved']);
    });

    it('passes all reporters on to one survivor when both merges of a chain come at once', async () => {
      const last = await engine.start(await engine.file());
      const middle = await engine.start(await engine.file());
      const first = await engine.start(await engine.file());
      const merges = await Promise.allSettled([
        engine.act(middle, { act: 'merge', into: last }, officer),
        engine.act(first, { act: 'merge', into: middle }, officer),
      ]);
      const merged = [middle, first].filter((_, index) => merges[index]?.status === 'fulfilled');
      expect(merged).not.toEqual([]);
      await engine.act(last, { act: 'resolve' }, officer);
      const news = await engine.notified(last);
      for (const id of merged) expect(news).toContain(`resolved → reporter:${id}`);
    });

    it.each([undefined, null, 'x', { absorbed: 'x', level: 9 }, [1]])(
      'notes a signal with an unknown name (%j) and goes on',
      async (nonsense) => {
        const id = await engine.start(await engine.file());
        await engine.handleOf(id).signal('absorb', nonsense);
        await engine.act(id, { act: 'acknowledge' }, officer);
        const noted = (await engine.timeline(id)).find(({ type }) => type === 'noted');
        expect(noted?.data).toEqual({ kind: 'signal_refused', act: 'unknown', refusal: 'invalid' });
      },
    );

    it.each([
      ['merge', { into: 'nope' }, 'invalid'],
      ['merge', { into: '01936000-0000-7000-8000-00000000dead' }, 'not_mergeable'],
      ['reassign', { agency: 'nope' }, 'invalid'],
      ['resolve', { inputId: 'nope' }, 'invalid'],
    ])('refuses an update %s with %j, which names nothing that exists', async (name, parameters, code) => {
      const id = await engine.start(await engine.file());
      const update = engine.handleOf(id).executeUpdate(name, { args: [{ ...parameters, actor: officer }] });
      await expect(update).rejects.toMatchObject({ cause: { details: [{ code }] } });
      expect(await typesOf(id)).toEqual(['received', 'assigned']);
    });

    it('is resolved with an input that does not exist as if it had none', async () => {
      const id = await engine.start(await engine.file());
      await engine.act(id, { act: 'resolve', inputId: '01936000-0000-7000-8000-00000000dead' }, officer);
      expect(await engine.complaints.byId(id)).toMatchObject({ status: 'resolved' });
    });

    it('goes on in a fresh run after 500 updates, losing none', async () => {
      const id = await engine.start(await engine.file());
      const first = (await engine.handleOf(id).describe()).runId;
      for (let batch = 0; batch < 53; batch += 1) {
        await Promise.all(
          Array.from({ length: 10 }, () => engine.act(id, { act: 'notes', public: false }, officer)),
        );
      }
      expect((await engine.handleOf(id).describe()).runId).not.toBe(first);
      expect((await typesOf(id)).filter((type) => type === 'noted')).toHaveLength(530);
      // 530 updates of one case outlast the usual 30 s where a core is busy.
    });
  });
});

describe('a complaint while Postgres is away', () => {
  it('has an act recorded once Postgres is back, as of when it was made, and with few events', async () => {
    let isAway = false;
    const engine = await startComplaintEngine({
      changeCases: (cases) => ({
        ...cases,
        advance: (input) => (isAway ? Promise.reject(new Error('connection refused')) : cases.advance(input)),
      }),
    });
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'notes', public: false }, officer);
    const before = (await engine.handleOf(id).describe()).historyLength;
    isAway = true;
    const act = engine.act(id, { act: 'acknowledge' }, officer);
    const madeAt = await engine.now();
    await delay(6000);
    isAway = false;
    await act;
    const acknowledged = (await engine.timeline(id)).find(({ type }) => type === 'acknowledged');
    expect(Math.abs((acknowledged?.at ?? 0) - madeAt)).toBeLessThan(2000);
    expect((await engine.handleOf(id).describe()).historyLength - before).toBeLessThanOrEqual(16);
    await engine.stop();
  });
});
