import type { Actor } from '../../domain/actor';
import { actSignal } from '../../engine/act-messages';
import { startComplaintEngine, type ComplaintEngine } from '../support/complaint-engine';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
const supervisor: Actor = { kind: 'supervisor', agency: 'pupr', ref: 'key-2' };
const HOUR = 3_600_000;

describe('questions, assignments and nudges on the engine', () => {
  let engine: ComplaintEngine;

  beforeEach(async () => {
    engine = await startComplaintEngine();
  });
  afterEach(() => engine.stop());

  const reporterOf = (id: string): Actor => ({ kind: 'reporter', complaintId: id });
  const escalationsAfterHours = async (id: string) => {
    const timeline = await engine.timeline(id);
    return timeline
      .filter(({ type }) => type === 'escalated')
      .map(({ dueAt }) => Math.round(((dueAt ?? 0) - (timeline[0]?.at ?? 0)) / HOUR));
  };
  const refusal = (code: string) => ({ cause: { details: [expect.objectContaining({ code })] } });

  it('let the clock run while the reporter is asked', async () => {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'ask' }, officer);
    expect(await engine.complaints.byId(id)).toMatchObject({
      status: 'assigned',
      questionAskedAt: (await engine.timeline(id))[2]?.at,
    });
    await engine.hoursPass(25);
    expect(await escalationsAfterHours(id)).toEqual([24]);
    await engine.act(id, { act: 'answer' }, reporterOf(id));
    expect(await engine.complaints.byId(id)).toMatchObject({ questionAskedAt: null, escalationLevel: 1 });
  });

  it('stop the clock where the policy says so, for as long as it says', async () => {
    const id = await engine.start(await engine.fileUnder({ questionHoldHours: 12 }));
    await engine.act(id, { act: 'ask' }, officer);
    await engine.hoursPass(26);
    expect(await escalationsAfterHours(id)).toEqual([]);
    await engine.act(id, { act: 'answer' }, reporterOf(id));
    await engine.hoursPass(11);
    expect(await escalationsAfterHours(id)).toEqual([36]);
  });

  it('stop the clock only until the answer when that comes early', async () => {
    const id = await engine.start(await engine.fileUnder({ questionHoldHours: 12 }));
    await engine.act(id, { act: 'ask' }, officer);
    await engine.hoursPass(2);
    await engine.act(id, { act: 'answer' }, reporterOf(id));
    await engine.hoursPass(25);
    expect(await escalationsAfterHours(id)).toEqual([26]);
  });

  it('leave no trace when they are refused', async () => {
    const id = await engine.start(await engine.file());
    await expect(engine.act(id, { act: 'answer' }, reporterOf(id))).rejects.toMatchObject(
      refusal('no_question'),
    );
    await engine.act(id, { act: 'ask' }, officer);
    await expect(engine.act(id, { act: 'ask' }, supervisor)).rejects.toMatchObject(refusal('question_open'));
    await engine.act(id, { act: 'nudge' }, supervisor);
    await expect(engine.act(id, { act: 'nudge' }, supervisor)).rejects.toMatchObject(
      refusal('nudged_recently'),
    );
    expect(await engine.timeline(id)).toHaveLength(4);
    await engine.hoursPass(1);
    await engine.act(id, { act: 'nudge' }, supervisor);
  });

  it('give the case only to members of the agency that has it, by update and by signal', async () => {
    const id = await engine.start(await engine.file());
    const dewi = await engine.hire('dewi', 'pupr');
    const budi = await engine.hire('budi', 'dlh');
    await engine.act(id, { act: 'assign', officer: dewi }, supervisor);
    expect(await engine.complaints.byId(id)).toMatchObject({ officer: dewi });
    const foreign = engine.act(id, { act: 'assign', officer: budi }, { kind: 'command_centre' });
    await expect(foreign).rejects.toMatchObject(refusal('invalid'));
    await engine.handleOf(id).signal(actSignal('assign'), { officer: budi });
    await engine.hoursPass(0.1);
    expect((await engine.timeline(id)).at(-1)).toMatchObject({
      data: { kind: 'signal_refused', act: 'assign', refusal: 'invalid' },
    });
    expect(await engine.notified(id)).toContain(`officer_assigned → staff:${dewi}`);
    await engine.act(id, { act: 'reassign', agency: 'dlh' }, officer);
    expect(await engine.complaints.byId(id)).toMatchObject({ agency: 'dlh', officer: null });
  });

  it('are executed as signals, and noted when they are refused', async () => {
    const id = await engine.start(await engine.file());
    for (const signal of [actSignal('answer'), actSignal('ask'), actSignal('nudge'), actSignal('nudge')]) {
      await engine.handleOf(id).signal(signal);
    }
    await engine.handleOf(id).signal('assign', { officer: 'dewi' });
    await engine.hoursPass(0.1);
    const timeline = (await engine.timeline(id)).slice(2);
    expect(timeline.every(({ actor }) => actor.kind === 'system')).toBe(true);
    expect(timeline.map(({ type, data }) => ('refusal' in data ? data.refusal : type)).sort()).toEqual(
      ['information_requested', 'invalid', 'no_question', 'nudged', 'nudged_recently'].sort(),
    );
  });

  it('survive a lost execution', async () => {
    const id = await engine.start(await engine.fileUnder({ questionHoldHours: 12 }));
    const dewi = await engine.hire('dewi', 'pupr');
    await engine.act(id, { act: 'assign', officer: dewi }, officer);
    await engine.act(id, { act: 'nudge' }, supervisor);
    await engine.act(id, { act: 'ask' }, officer);
    const before = (await engine.load(id)).state;
    await engine.handleOf(id).terminate('an operator slipped');
    await engine.start(id);
    await engine.act(id, { act: 'notes', public: false }, officer);
    const after = (await engine.load(id)).state;
    expect(after).toEqual({ ...before, sequence: before.sequence + 1 });
    expect(after).toMatchObject({ officer: dewi, held: true, question: { sequence: 5 } });
  });
});
