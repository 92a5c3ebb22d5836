import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createAdvanceCase } from '../../activities/advance-case';
import type { AdvanceInput } from '../../database/cases/advance-input';
import { createCases } from '../../database/cases/advance-case';
import { CaseNotFoundError } from '../../database/cases/case-not-found-error';
import type { CaseFailure } from '../../database/cases/case-failure';
import { openDatabase } from '../../database/connection';
import { createComplaintReader, type ComplaintRecord } from '../../database/readers/complaint-reader';
import { selectRows } from '../../database/select-rows';
import { createPolicyStore } from '../../database/stores/policy-store';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { messageOf } from '../../domain/case-message';
import { hoursAfter, type Instant } from '../../domain/instant';
import { acknowledgeBy, resolveBy } from '../../domain/promise';
import { nextDueBy } from '../../domain/settle';
import { centre, openDesk, type Desk } from './open-desk';

/** The fields of a case's state that its row repeats unchanged; deadlines are derived. */
const MIRRORED = [
  ...([
    'sequence',
    'status',
    'outcome',
    'category',
    'agency',
    'policyVersion',
    'filedBy',
    'receivedAt',
  ] as const),
  ...(['acknowledgedAt', 'resolvedAt', 'rejectedAt', 'closedAt', 'cycle', 'targetHours'] as const),
  ...(['escalationLevel', 'decisionPending', 'assignment', 'published', 'mergedInto', 'absorbed'] as const),
];

const system: Actor = { kind: 'system' };
/** Whether a statement only opens, ends or configures a transaction. */
const isFrame = (sql: string) => /^Execut(ing|ed) \([^)]*\): (START|BEGIN|COMMIT|ROLLBACK|SET)/.test(sql);

describe('a case in PostgreSQL', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.drop());

  const message = (act: Act, at: Instant, { actor = centre, requestId = randomUUID() as string } = {}) => ({
    ...messageOf({ act, actor, requestId }),
    at,
  });
  const typesOf = async (id: string) =>
    (await createComplaintReader({ db: desk.db }).timeline(id)).map(({ type }) => type);
  const rowsOf = (complaintId: string) =>
    desk.db.models.Notification.findAll({ where: { complaintId }, order: [['sequence', 'ASC']] });
  const recipientsOf = async (complaintId: string, kind: string) =>
    (await rowsOf(complaintId)).filter((row) => row.kind === kind).map(({ recipient }) => recipient);

  it('is assigned to its agency when it is first advanced, and says when it is due next', async () => {
    const { id, receivedAt } = await desk.file();
    const advanced = await desk.cases.advance({ complaintId: id, messages: [], at: receivedAt + 5 });
    expect(advanced).toMatchObject({
      ...{ status: 'assigned', sequence: 2, isOver: false, outcomes: [], toWake: [] },
      nextDueBy: hoursAfter(receivedAt, 18),
    });
    expect(await recipientsOf(id, 'assigned')).toEqual(['agency:pupr']);
    expect(await desk.load(id)).toMatchObject({ policy: desk.city.policy, state: { status: 'assigned' } });
  });

  it('counts a message once, however often and at whatever time it arrives', async () => {
    const { id } = await desk.fileAssigned();
    const note = message({ act: 'notes', public: true }, Date.now());
    for (const later of [0, 1, 5_000]) {
      const at = note.at + later;
      const { outcomes } = await desk.cases.advance({ complaintId: id, messages: [{ ...note, at }], at });
      expect(outcomes).toEqual([{ kind: 'done', isRepeat: later > 0 }]);
    }
    expect(await typesOf(id)).toEqual(['received', 'assigned', 'noted']);
  });

  it('answers a repeat as done, even when the act would be refused by now', async () => {
    const { id } = await desk.fileAssigned();
    const acknowledge = message({ act: 'acknowledge' }, Date.now());
    const advance = () =>
      desk.cases.advance({ complaintId: id, messages: [acknowledge], at: acknowledge.at });
    await advance();
    expect((await advance()).outcomes).toEqual([{ kind: 'done', isRepeat: true }]);
    await desk.act(id, { act: 'withdraw' }, { actor: system });
    expect((await advance()).outcomes).toEqual([{ kind: 'done', isRepeat: true }]);
    expect(await desk.ask(id, { act: 'acknowledge' })).toMatchObject({ kind: 'refused' });
  });

  it('decides each of several messages on the state that the earlier ones left', async () => {
    const { id } = await desk.fileAssigned();
    const at = Date.now();
    const messages = [
      message({ act: 'acknowledge' }, at),
      message({ act: 'acknowledge' }, at),
      message({ act: 'resolve' }, at),
      message({ act: 'confirm' }, at, { actor: { kind: 'reporter', complaintId: id } }),
      message({ act: 'notes', public: false }, at),
    ];
    const { outcomes, isOver } = await desk.cases.advance({ complaintId: id, messages, at });
    expect(outcomes.map((each) => (each.kind === 'refused' ? each.refusal.code : each.kind))).toEqual([
      ...['done', 'illegal_transition', 'done', 'done', 'illegal_transition'],
    ]);
    expect(isOver).toBe(true);
    expect((await typesOf(id)).slice(2)).toEqual(['acknowledged', 'resolved', 'confirmed', 'closed']);
  });

  it('judges a message by the instant of its arrival, however late it is recorded', async () => {
    const { id, receivedAt } = await desk.fileAssigned();
    const inTime = message({ act: 'acknowledge' }, hoursAfter(receivedAt, 24));
    const at = hoursAfter(receivedAt, 30);
    await desk.cases.advance({ complaintId: id, messages: [inTime], at });
    expect(await typesOf(id)).toEqual(['received', 'assigned', 'warned', 'acknowledged']);
    const other = await desk.fileAssigned();
    const late = message({ act: 'acknowledge' }, hoursAfter(other.receivedAt, 24) + 1);
    await desk.cases.advance({ complaintId: other.id, messages: [late], at: late.at });
    expect(await typesOf(other.id)).toEqual(['received', 'assigned', 'escalated', 'acknowledged']);
  });

  it('never dates an event before the one that it follows', async () => {
    const { id, receivedAt } = await desk.fileAssigned();
    await desk.act(id, { act: 'acknowledge' }, { at: receivedAt + 9_000 });
    await desk.act(id, { act: 'start' }, { at: receivedAt + 3_000 });
    const timeline = await createComplaintReader({ db: desk.db }).timeline(id);
    expect(timeline.map(({ at }) => at - receivedAt)).toEqual([0, 1, 9_000, 9_000]);
  });

  it('loses no event and no sequence number when many write at once', async () => {
    const { id } = await desk.fileAssigned();
    const at = Date.now();
    await Promise.all(
      Array.from({ length: 40 }, () => desk.act(id, { act: 'notes', public: false }, { at })),
    );
    const timeline = await createComplaintReader({ db: desk.db }).timeline(id);
    expect(timeline.map(({ sequence }) => sequence)).toEqual(timeline.map((_, index) => index + 1));
    expect(timeline.filter(({ type }) => type === 'noted')).toHaveLength(40);
  });

  it('is read only under the lock, so that the second of two writers decides on what the first wrote', async () => {
    const { id } = await desk.fileAssigned();
    const at = Date.now();
    const rivals = await Promise.all([
      desk.ask(id, { act: 'resolve' }, { at }),
      desk.ask(id, { act: 'reject', reason: 'already_handled' }, { at }),
    ]);
    expect(rivals.map((outcome) => outcome?.kind).sort()).toEqual(['done', 'refused']);
    expect(await typesOf(id)).toHaveLength(3);
  });

  it('notes a refused signal once, and a refused update not at all', async () => {
    const { id } = await desk.fileAssigned();
    const at = Date.now();
    const signal = { id: 'run/signal/1', kind: 'signal', name: 'confirm', payload: undefined, at } as const;
    const update = message({ act: 'confirm' }, at, { actor: system });
    for (let time = 0; time < 2; time += 1)
      await desk.cases.advance({ complaintId: id, messages: [signal, update], at });
    expect(await typesOf(id)).toEqual(['received', 'assigned', 'noted']);
    const [, , note] = await createComplaintReader({ db: desk.db }).timeline(id);
    const data = { kind: 'signal_refused', act: 'confirm', refusal: 'illegal_transition' };
    expect(note).toMatchObject({ data, requestId: 'run/signal/1', actor: { kind: 'system' } });
  });

  it.each<[string, unknown]>([
    ['reject', { reason: 5, actor: { kind: 'officer', agency: 'pupr' } }],
    ['resolve', { inputId: 'nope', actor: { kind: 'officer', agency: 'pupr' } }],
    ['resolve', {}],
    ['resolve', null],
    ['resolve', { actor: { kind: 'officer', agency: 'pupr\u0000' } }],
    ['resolve', { actor: { kind: 'command_centre', ref: 'x'.repeat(500) } }],
    ['nonsense', { actor: { kind: 'system' } }],
    ['__proto__', { actor: { kind: 'system' } }],
    ['shift', { shift: randomUUID(), agency: 'pupr', hours: 4, actor: { kind: 'system' } }],
    ['assign', { officer: randomUUID(), actor: { kind: 'system' } }],
  ])('refuses an update %s with %j, and changes nothing', async (name, payload) => {
    const { id } = await desk.fileAssigned();
    const at = Date.now();
    const messages = [{ id: randomUUID(), kind: 'update' as const, name, payload, at }];
    const { outcomes } = await desk.cases.advance({ complaintId: id, messages, at });
    expect(outcomes).toMatchObject([{ kind: 'refused', refusal: { code: 'invalid' } }]);
    expect(await typesOf(id)).toHaveLength(2);
  });

  it('tells apart two signals with the same number, and recognises a repeat of the first', async () => {
    const { id } = await desk.fileAssigned();
    const at = Date.now();
    const signal = {
      id: 'run/signal/1',
      kind: 'signal',
      name: 'notes',
      payload: { public: true },
      at,
    } as const;
    const other = { ...signal, payload: { public: false } };
    const advanceCase = createAdvanceCase({ cases: desk.cases, wake: () => undefined });
    for (const messages of [[signal], [other], [signal]])
      await advanceCase({ complaintId: id, messages, at });
    expect(await typesOf(id)).toEqual(['received', 'assigned', 'noted', 'noted']);
  });

  it('fails only the act that PostgreSQL rejects, and counts the others that came with it', async () => {
    const { id } = await desk.fileAssigned();
    const at = Date.now();
    // The third event's mail exists already, which never happens in production: its key is taken.
    await desk.db.models.Notification.create({
      id: randomUUID(),
      complaintId: id,
      sequence: 3,
      kind: 'acknowledged',
      recipient: `reporter:${id}`,
      assignment: 1,
      dueAt: new Date(at),
    });
    const failures: CaseFailure[] = [];
    const cases = createCases({ ...desk, onFailure: (failure) => failures.push(failure) });
    const [acknowledge, note] = [
      message({ act: 'acknowledge' }, at),
      message({ act: 'notes', public: true }, at),
    ];
    const advanced = await cases.advance({ complaintId: id, messages: [acknowledge, note], at });
    expect(advanced.outcomes).toEqual([{ kind: 'failed' }, { kind: 'done', isRepeat: false }]);
    expect(await typesOf(id)).toEqual(['received', 'assigned', 'noted']);
    expect(failures).toMatchObject([{ complaintId: id, messageId: acknowledge.id }]);
  });

  it('throws an error when it does not exist', async () => {
    const input = { complaintId: randomUUID(), messages: [], at: Date.now() };
    await expect(desk.cases.advance(input)).rejects.toThrow(CaseNotFoundError);
  });

  it('can be previewed without being changed', async () => {
    const { id, receivedAt } = await desk.file();
    const preview = (act: Act) =>
      desk.cases.preview({
        complaintId: id,
        message: messageOf({ act, actor: centre, requestId: randomUUID() }),
        now: hoursAfter(receivedAt, 30),
      });
    expect(await preview({ act: 'acknowledge' })).toEqual({ kind: 'done', isRepeat: false });
    expect(await preview({ act: 'merge', into: id })).toMatchObject({ refusal: { code: 'not_mergeable' } });
    expect(await typesOf(id)).toEqual(['received']);
  });

  describe('when it is merged into another', () => {
    const pair = async () => {
      const survivor = await desk.fileAssigned();
      const merged = await desk.fileAssigned();
      return { survivor, merged };
    };

    it('updates both in one transaction: reporters, level and timeline', async () => {
      const { survivor, merged } = await pair();
      await desk.look(merged.id, hoursAfter(merged.receivedAt, 25));
      const at = hoursAfter(merged.receivedAt, 25) + 1;
      await desk.act(merged.id, { act: 'merge', into: survivor.id }, { at });
      // By then the survivor's own first checkpoint had passed, too.
      expect(await typesOf(survivor.id)).toEqual(['received', 'assigned', 'escalated', 'merged']);
      expect((await desk.load(survivor.id)).state).toMatchObject({
        absorbed: [merged.id],
        escalationLevel: 1,
      });
      expect((await desk.load(merged.id)).state).toMatchObject({
        status: 'duplicate',
        mergedInto: survivor.id,
      });
      await desk.act(survivor.id, { act: 'resolve' }, { at: at + 1 });
      expect(await recipientsOf(survivor.id, 'resolved')).toEqual(
        [survivor.id, merged.id].sort().map((id) => `reporter:${id}`),
      );
    });

    it('brings along the ones merged into it earlier, and the higher level', async () => {
      const survivor = await desk.fileAssigned();
      const [middle, last] = [await desk.fileAssigned(), await desk.fileAssigned()];
      await desk.look(middle.id, hoursAfter(middle.receivedAt, 49));
      await desk.act(last.id, { act: 'merge', into: middle.id }, { at: last.receivedAt + 10 });
      await desk.act(middle.id, { act: 'merge', into: survivor.id }, { at: last.receivedAt + 20 });
      const { state } = await desk.load(survivor.id);
      expect(state).toMatchObject({ absorbed: [middle.id, last.id], escalationLevel: 2 });
    });

    it('dates the survivor’s event by the survivor’s own clock', async () => {
      const { survivor, merged } = await pair();
      const HOUR = 3_600_000;
      await desk.db.models.Complaint.update({ clockOffset: String(-HOUR) }, { where: { id: survivor.id } });
      await desk.db.models.Complaint.update({ clockOffset: String(24 * HOUR) }, { where: { id: merged.id } });
      const at = hoursAfter(merged.receivedAt, 26);
      await desk.act(merged.id, { act: 'merge', into: survivor.id }, { at });
      const timeline = await createComplaintReader({ db: desk.db }).timeline(survivor.id);
      expect(timeline.find(({ type }) => type === 'merged')?.at).toBe(hoursAfter(at, -25));
    });

    it('refuses when the other was resolved meanwhile, and leaves both unchanged', async () => {
      const { survivor, merged } = await pair();
      await desk.act(survivor.id, { act: 'resolve' });
      expect(await desk.ask(merged.id, { act: 'merge', into: survivor.id })).toMatchObject({
        refusal: { code: 'not_mergeable' },
      });
      expect([await typesOf(merged.id), await typesOf(survivor.id)].map((types) => types.length)).toEqual([
        2, 3,
      ]);
    });

    it('never deadlocks, however many merge at once', async () => {
      const all: ComplaintRecord[] = [];
      for (let each = 0; each < 6; each += 1) all.push(await desk.fileAssigned());
      const at = Date.now();
      await Promise.all(
        all.flatMap((one) =>
          all.map((other) => desk.ask(one.id, { act: 'merge', into: other.id }, { at }).catch(() => null)),
        ),
      );
      const states = await Promise.all(all.map(async ({ id }) => (await desk.load(id)).state));
      for (const { id, mergedInto } of states.filter((state) => state.status === 'duplicate')) {
        const into = states.find((state) => state.id === mergedInto);
        expect(into?.absorbed).toContain(id);
      }
      const [first] = states;
      expect([...(first?.absorbed ?? [])].sort()).toEqual(
        all
          .slice(1)
          .map(({ id }) => id)
          .sort(),
      );
    });

    it('wakes the survivor’s workflow only when its next deadline is earlier now', async () => {
      const { survivor, merged } = await pair();
      const at = merged.receivedAt + 10;
      const input = {
        complaintId: merged.id,
        messages: [message({ act: 'merge', into: survivor.id }, at)],
        at,
      };
      expect((await desk.cases.advance(input)).toWake).toEqual([]);
      const [late, early] = [await desk.fileAssigned(), await desk.fileAssigned()];
      await desk.look(early.id, hoursAfter(early.receivedAt, 73));
      await desk.act(late.id, { act: 'acknowledge' }, { at: late.receivedAt + 20 });
      await desk.act(late.id, { act: 'extend', hours: 72 }, { at: late.receivedAt + 20 });
      const raising = {
        complaintId: early.id,
        messages: [message({ act: 'merge', into: late.id }, early.receivedAt + 30)],
        at: early.receivedAt + 30,
      };
      // At level 3 reminders are due daily, which is earlier than its promise.
      expect((await desk.cases.advance(raising)).toWake).toEqual([late.id]);
    });
  });

  describe('notifies', () => {
    const silent = { name: null, email: null, phone: null, language: 'id' };

    it('the people of each level, and every contact of the command centre', async () => {
      const { id, receivedAt, agency } = await desk.fileAssigned();
      for (const hours of [24, 48, 72]) await desk.look(id, hoursAfter(receivedAt, hours) + 1);
      const contacts = desk.city.commandCentre.contacts.map(({ code }) => `command_centre:${code}`);
      expect(await recipientsOf(id, 'escalated')).toEqual([
        `supervisor:${agency}`,
        `agency_head:${agency}`,
        ...contacts,
      ]);
      const [escalated] = (await rowsOf(id)).filter(({ kind }) => kind === 'escalated');
      expect(escalated?.dueAt.getTime()).toBe(hoursAfter(receivedAt, 24));
      expect(escalated?.assignment).toBe(1);
    });

    it('no reporter who left no address, stopped the mails or was erased', async () => {
      const complaints = [
        await desk.fileAssigned({ reporter: silent }),
        await desk.fileAssigned(),
        await desk.fileAssigned(),
      ];
      const { Reporter } = desk.db.models;
      const [mute, stopped, erased] = complaints.map(({ id }) => id);
      await Reporter.update({ mailsStoppedAt: new Date() }, { where: { complaintId: stopped } });
      await Reporter.update({ erasedAt: new Date() }, { where: { complaintId: erased } });
      for (const id of [mute, stopped, erased]) {
        await desk.act(id ?? '', { act: 'acknowledge' });
        expect(await recipientsOf(id ?? '', 'acknowledged')).toEqual([]);
      }
    });

    it('supporters of an acknowledgement and a merge, but not of what concerns the reporter alone', async () => {
      const into = await desk.fileAssigned();
      const { id } = await desk.fileAssigned({ reporter: silent });
      const supporter = { id: randomUUID(), complaintId: id, email: 'me.too@warga.example', language: 'id' };
      await desk.db.models.Supporter.bulkCreate([supporter], { fields: Object.keys(supporter) as never });
      await desk.act(id, { act: 'acknowledge' });
      await desk.act(id, { act: 'start' });
      await desk.act(id, { act: 'merge', into: into.id });
      expect(await recipientsOf(id, 'acknowledged')).toEqual([`supporter:${supporter.id}`]);
      expect(await recipientsOf(id, 'started')).toEqual([]);
      expect(await recipientsOf(id, 'merged')).toEqual([`supporter:${supporter.id}`]);
    });
  });

  describe('costs', () => {
    /** The statements of one `advance`, without those that open and end its transaction. */
    async function statementsOf(input: AdvanceInput): Promise<string[]> {
      const statements: string[] = [];
      const db = openDatabase({
        url: desk.url,
        maxConnections: 2,
        onQuery: (sql) => void (isFrame(sql) ? undefined : statements.push(sql)),
      });
      const cases = createCases({ db, city: desk.city, onFailure: () => undefined });
      // A version of the policy is read once only; this reads it beforehand.
      await cases.advance({ ...input, messages: [], at: 0 });
      statements.length = 0;
      await cases.advance(input);
      await db.close();
      return statements;
    }

    it('four statements for an act or a deadline, two when nothing is due', async () => {
      const { id, receivedAt } = await desk.fileAssigned();
      const at = receivedAt + 10;
      const resolve = message({ act: 'resolve' }, at);
      expect(await statementsOf({ complaintId: id, messages: [], at })).toHaveLength(2);
      expect(await statementsOf({ complaintId: id, messages: [resolve], at })).toHaveLength(4);
      await desk.tell(id, 'mail', at);
      expect(await statementsOf({ complaintId: id, messages: [], at: hoursAfter(at, 73) })).toHaveLength(4);
    });

    it('at most six statements, whatever fifty messages refer to', async () => {
      const survivor = await desk.fileAssigned();
      const { id, receivedAt } = await desk.fileAssigned();
      const at = receivedAt + 10;
      const acts: Act[] = [
        { act: 'assign', officer: randomUUID() },
        { act: 'shift', shift: randomUUID(), agency: 'pupr', hours: 4 },
        ...Array.from({ length: 47 }, (): Act => ({ act: 'notes', public: true })),
        { act: 'merge', into: survivor.id },
      ];
      const messages = acts.map((act) => message(act, at, { actor: system }));
      const statements = await statementsOf({ complaintId: id, messages, at });
      expect(statements.length).toBeLessThanOrEqual(6);
      expect(await typesOf(id)).toHaveLength(2 + 48);
    });
  });

  it('matches its row after any sequence of acts, with repeats', async () => {
    const reader = createComplaintReader({ db: desk.db });
    const hours = fc.integer({ min: 0, max: 40 });
    const acts = fc.oneof(
      fc.constantFrom<Act>(
        { act: 'acknowledge' },
        { act: 'start' },
        { act: 'resolve' },
        { act: 'confirm' },
        { act: 'reject', reason: 'already_handled' },
        { act: 'reopen', reason: 'partly' },
        { act: 'notes', public: true },
      ),
      fc.record({ act: fc.constant('extend' as const), hours: fc.integer({ min: 1, max: 72 }) }),
      fc.record({
        act: fc.constant('reassign' as const),
        agency: fc.constantFrom('pupr', 'dlh', 'dishub'),
      }),
    );
    const steps = fc.array(fc.record({ act: acts, hours, repeat: fc.nat(2) }), {
      minLength: 3,
      maxLength: 12,
    });
    const live = async (commands: { act: Act; hours: number; repeat: number }[]) => {
      const { id, receivedAt } = await desk.fileAssigned();
      const sent: AdvanceInput[] = [];
      let at = receivedAt;
      for (const command of commands) {
        at = hoursAfter(at, command.hours) + 1;
        // The system may do everything, including the reporter's acts.
        const messages = [message(command.act, at, { actor: system })];
        const input = { complaintId: id, messages, at };
        const { outcomes } = await desk.cases.advance(input);
        if (outcomes[0]?.kind === 'done') sent.push(input);
        const before = (await desk.load(id)).state;
        for (const again of sent.slice(-1 - command.repeat)) {
          expect((await desk.cases.advance({ ...again, at })).outcomes).toEqual([
            { kind: 'done', isRepeat: true },
          ]);
        }
        const current = await desk.load(id);
        expect(current.state).toEqual(before);
        expect(await reader.byId(id)).toMatchObject({
          ...Object.fromEntries(MIRRORED.map((name) => [name, current.state[name]])),
          acknowledgeBy: acknowledgeBy(current.state),
          resolveBy: resolveBy(current.state),
          nextDueBy: nextDueBy(current),
        });
      }
    };
    await fc.assert(fc.asyncProperty(steps, live), { numRuns: 8 });
    // Thousands of queries, on a machine that may be busy.
  });

  describe('whose rules throw an error', () => {
    const failures: CaseFailure[] = [];
    /** A policy without reminders: whatever reaches level 3 throws. */
    async function fileUnderBrokenRules() {
      const policy = { ...desk.city.policy, version: `broken-${randomUUID()}` };
      await createPolicyStore({ db: desk.db }).save(policy);
      const complaint = await desk.fileAssigned({ policy, policyVersion: policy.version });
      await selectRows(desk.db, {
        sql: `UPDATE policies SET content = jsonb_set(content, '{reminders}', 'null') WHERE version = $1`,
        bind: [policy.version],
      });
      failures.splice(0);
      const onFailure = (failure: CaseFailure) => void failures.push(failure);
      return { ...complaint, cases: createCases({ ...desk, onFailure }) };
    }

    it('fails only the message that throws, and counts the others', async () => {
      const { id, receivedAt, cases } = await fileUnderBrokenRules();
      const at = receivedAt + 10;
      const agencies = ['dlh', 'pupr', 'dishub'];
      const messages = [
        ...agencies.map((agency) => message({ act: 'reassign', agency }, at, { actor: system })),
        message({ act: 'acknowledge' }, at),
      ];
      const { outcomes, nextDueBy: dueBy } = await cases.advance({ complaintId: id, messages, at });
      // The third reassignment goes to the command centre, at level 3.
      expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'failed', 'done']);
      expect(failures).toMatchObject([{ complaintId: id, messageId: messages[2]?.id }]);
      expect((await typesOf(id)).slice(2)).toEqual(['reassigned', 'reassigned', 'acknowledged']);
      // The warning before the 72nd hour is due next.
      expect(dueBy).toBe(hoursAfter(receivedAt, 66));
    });

    it('is left unchanged when letting time pass throws, and stays due so that the watchdog sees it', async () => {
      const { id, receivedAt, cases } = await fileUnderBrokenRules();
      const at = hoursAfter(receivedAt, 73);
      const advanced = await cases.advance({ complaintId: id, messages: [], at });
      expect(advanced).toMatchObject({ status: 'assigned', nextDueBy: null, isOver: false });
      expect(failures).toMatchObject([{ complaintId: id, messageId: null }]);
      expect(await typesOf(id)).toEqual(['received', 'assigned']);
      const row = await createComplaintReader({ db: desk.db }).byId(id);
      expect(row?.nextDueBy).toBe(hoursAfter(receivedAt, 18));
    });

    it('is left unchanged when its timeline cannot be read', async () => {
      const { id, receivedAt, cases } = await fileUnderBrokenRules();
      await selectRows(desk.db, {
        sql: `UPDATE timeline_events SET type = 'received' WHERE complaint_id = $1`,
        bind: [id],
      });
      const messages = [message({ act: 'acknowledge' }, receivedAt)];
      const advanced = await cases.advance({ complaintId: id, messages, at: receivedAt });
      expect(advanced).toMatchObject({ status: 'assigned', nextDueBy: null, outcomes: [{ kind: 'failed' }] });
      expect(failures).toMatchObject([{ complaintId: id, messageId: null }]);
    });
  });
});
