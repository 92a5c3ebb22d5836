import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { CaseMovedError } from '../../database/stores/case-moved-error';
import { CaseNotFoundError } from '../../database/stores/case-not-found-error';
import type { RecordInput } from '../../database/stores/case-store';
import { absorb } from '../../domain/absorption';
import type { Act } from '../../domain/acts';
import { assign } from '../../domain/assignment';
import { acknowledgeBy, resolveBy } from '../../domain/promise';
import { decide } from '../../domain/decide';
import { hoursAfter } from '../../domain/instant';
import { nextDueBy, settle } from '../../domain/settle';
import { centre, decided, openDesk, recordOf, type Desk } from './open-desk';

/** What a row has of its case's state as it is; deadlines are derived. */
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

describe('a case in PostgreSQL', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.drop());

  /** A complaint just received, and what the workflow would write first. */
  async function firstRecord(): Promise<RecordInput> {
    const { id, receivedAt } = await desk.file();
    const { case: before } = await desk.cases.load(id);
    return recordOf(before, assign(before, receivedAt + 5));
  }

  async function actRecord(complaintId: string, act: Act, at = Date.now()): Promise<RecordInput> {
    const { case: before } = await desk.cases.load(complaintId);
    return recordOf(before, decided(before, { act, actor: centre, at }));
  }

  const rowsOf = (complaintId: string) =>
    desk.db.models.Notification.findAll({ where: { complaintId }, order: [['sequence', 'ASC']] });
  const recipientsOf = async (complaintId: string, kind: string) =>
    (await rowsOf(complaintId)).filter((row) => row.kind === kind).map(({ recipient }) => recipient);

  it('is loaded with its code and the policy that it pinned', async () => {
    const complaint = await desk.file();
    const loaded = await desk.cases.load(complaint.id);
    expect(loaded.trackingCode).toBe(complaint.trackingCode);
    expect(loaded.case.policy).toEqual(desk.city.policy);
    expect(loaded.case.state).toMatchObject({ status: 'submitted', receivedAt: complaint.receivedAt });
  });

  it('takes the same events once, however often they are written', async () => {
    const input = await firstRecord();
    for (let time = 0; time < 3; time += 1) await desk.cases.record(input);
    expect(await recipientsOf(input.complaintId, 'assigned')).toHaveLength(1);
    expect((await desk.cases.load(input.complaintId)).case.state).toEqual(input.state);
  });

  it('takes an old record again as the retry that it is', async () => {
    const first = await firstRecord();
    await desk.cases.record(first);
    const second = await actRecord(first.complaintId, { act: 'acknowledge' });
    await desk.cases.record(second);
    await desk.cases.record(first);
    expect((await desk.cases.load(first.complaintId)).case.state).toEqual(second.state);
  });

  it('refuses a gap, other content, and a half of what is there', async () => {
    const first = await firstRecord();
    const late = {
      ...first,
      events: first.events.map((event) => ({ ...event, sequence: event.sequence + 1 })),
    };
    await expect(desk.cases.record(late)).rejects.toThrow(CaseMovedError);
    await desk.cases.record(first);
    const changed = { ...first, events: first.events.map((event) => ({ ...event, at: event.at + 1 })) };
    await expect(desk.cases.record(changed)).rejects.toThrow(CaseMovedError);
    const [event] = first.events;
    const other = {
      ...first,
      events: [{ ...event, type: 'assigned', data: { agency: 'dlh' } }],
    } as RecordInput;
    await expect(desk.cases.record(other)).rejects.toThrow(CaseMovedError);
    const longer = await actRecord(first.complaintId, { act: 'acknowledge' });
    const both = { ...longer, events: [...first.events, ...longer.events] };
    await expect(desk.cases.record(both)).rejects.toThrow(CaseMovedError);
  });

  it('lets one of two writers win, and leaves nothing of the other', async () => {
    const first = await firstRecord();
    await desk.cases.record(first);
    const rivals = await Promise.all([
      actRecord(first.complaintId, { act: 'acknowledge' }),
      actRecord(first.complaintId, { act: 'start' }),
    ]);
    const results = await Promise.allSettled(rivals.map((input) => desk.cases.record(input)));
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons).toEqual([expect.any(CaseMovedError)]);
    const winner = rivals[results.findIndex(({ status }) => status === 'fulfilled')];
    expect((await desk.cases.load(first.complaintId)).case.state).toEqual(winner?.state);
    expect(await recipientsOf(first.complaintId, 'acknowledged')).toHaveLength(1);
  });

  it('is not written half when its last step fails', async () => {
    const first = await firstRecord();
    const planned = { kind: 'assigned', sequence: 99, audience: { to: 'reporters' } } as const;
    await expect(desk.cases.record({ ...first, notifications: [planned] })).rejects.toThrow(RangeError);
    expect((await desk.cases.load(first.complaintId)).case.state.sequence).toBe(1);
    await desk.cases.record(first);
  });

  it('says so when there is none', async () => {
    const input = await firstRecord();
    const unknown = randomUUID();
    await expect(desk.cases.load(unknown)).rejects.toThrow(CaseNotFoundError);
    await expect(desk.cases.record({ ...input, complaintId: unknown })).rejects.toThrow(CaseNotFoundError);
  });

  describe('tells', () => {
    const silent = { name: null, email: null, phone: null, language: 'id' };

    it('the people of each level, and every contact of the command centre', async () => {
      const { id, receivedAt, agency } = await desk.fileAssigned();
      const { case: before } = await desk.cases.load(id);
      let current = before;
      for (const hours of [24, 48, 72]) {
        const input = recordOf(current, settle(current, hoursAfter(receivedAt, hours) + 1));
        await desk.cases.record(input);
        current = { ...current, state: input.state };
      }
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

    it('nobody who left no address, stopped the mails or was erased', async () => {
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

    it('supporters how it goes on, but not what is the reporter’s alone', async () => {
      const { id } = await desk.fileAssigned({ reporter: silent });
      const into = await desk.fileAssigned();
      const supporter = { id: randomUUID(), complaintId: id, email: 'me.too@warga.example', language: 'id' };
      await desk.db.models.Supporter.bulkCreate([supporter], { fields: Object.keys(supporter) as never });
      await desk.act(id, { act: 'acknowledge' });
      await desk.act(id, { act: 'merge', into: into.id });
      expect(await recipientsOf(id, 'acknowledged')).toEqual([`supporter:${supporter.id}`]);
      expect(await recipientsOf(id, 'merged')).toEqual([]);
    });

    it('the reporters of complaints that were merged into it', async () => {
      const survivor = await desk.fileAssigned();
      const merged = await desk.fileAssigned();
      const { case: before } = await desk.cases.load(survivor.id);
      const legacy = { absorbed: [merged.id], level: 0 as const, at: Date.now() };
      await desk.cases.record(recordOf(before, absorb(before, legacy)));
      await desk.act(survivor.id, { act: 'resolve' });
      expect(await recipientsOf(survivor.id, 'resolved')).toEqual(
        [survivor.id, merged.id].sort().map((id) => `reporter:${id}`),
      );
    });
  });

  it('equals its row after whatever was written, shuffled and repeated', async () => {
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
    const act = async (commands: { act: Act; hours: number; repeat: number }[]) => {
      const { id, receivedAt } = await desk.fileAssigned();
      const written: RecordInput[] = [];
      let at = receivedAt;
      for (const command of commands) {
        at = hoursAfter(at, command.hours) + 1;
        const { case: before } = await desk.cases.load(id);
        // The reporter's acts too: the system may do everything.
        const decision = decide(before, { act: command.act, actor: { kind: 'system' }, at });
        const events = 'refusal' in decision ? settle(before, at) : decision.events;
        if (events.length > 0) written.push(recordOf(before, events));
        for (const input of [...written.slice(-1), ...written.slice(0, command.repeat)]) {
          await desk.cases.record(input);
        }
        const expected = written.at(-1)?.state ?? before.state;
        expect((await desk.cases.load(id)).case.state).toEqual(expected);
        const current = { state: expected, policy: before.policy };
        expect(await reader.byId(id)).toMatchObject({
          ...Object.fromEntries(MIRRORED.map((name) => [name, expected[name]])),
          acknowledgeBy: acknowledgeBy(expected),
          resolveBy: resolveBy(expected),
          nextDueBy: nextDueBy(current),
        });
      }
    };
    await fc.assert(fc.asyncProperty(steps, act), { numRuns: 8 });
    // Some thousand queries, on a machine that may be busy.
  }, 90_000);
});
