import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { actSignal } from '../../engine/act-messages';
import type { ActOutcome } from '../../engine/act-on-case';
import { eventually } from '../support/courier-bench';
import { openRealSystem, type RealSystem } from './real-system';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
/** In the order in which they are filed, since a complaint can only end in an earlier one. */
const CASES = ['survivor', 'noted', 'acknowledged', 'merged', 'signalled', 'refused'] as const;
type CaseName = (typeof CASES)[number];

describe('a worker killed after PostgreSQL has committed an act and before its workflow task was done', () => {
  let system: RealSystem;
  const ids = {} as Record<CaseName, string>;
  const answers: Partial<Record<CaseName, ActOutcome>> = {};
  let answeredAtTheKill: string[];
  let atTheKill: string[][];

  /** Sends the same request until it is answered, as a client does. */
  async function send(name: CaseName, act: Act): Promise<void> {
    const request = { complaintId: ids[name], act, actor: officer, requestId: `one-and-the-same-${name}` };
    let outcome: ActOutcome;
    do outcome = await system.act(request);
    while (outcome.kind === 'unavailable');
    answers[name] = outcome;
  }

  const typesOf = async (name: CaseName) => (await system.timeline(ids[name])).map(({ type }) => type);
  const hasSequence = (name: CaseName, sequence: number) => async () =>
    (await system.complaints.byId(ids[name]))?.sequence === sequence;
  const seenBy = (name: CaseName) => system.caseClient.state(ids[name]);

  beforeAll(async () => {
    system = await openRealSystem();
    const env = { PROOF_DIES_WITH: '5' };
    const dying = await system.startWorker({ file: 'tests/proof/dying-worker.ts', env });
    for (const name of CASES) ids[name] = await system.open();
    for (const name of CASES) await eventually(hasSequence(name, 2));

    const sent = [
      send('noted', { act: 'notes', public: true }),
      send('acknowledged', { act: 'acknowledge' }),
      send('merged', { act: 'merge', into: ids.survivor }),
    ];
    await system.caseClient.handleOf(ids.signalled).signal(actSignal('acknowledge'));
    await system.caseClient.handleOf(ids.refused).signal(actSignal('confirm'));
    expect(await dying.exited).toMatchObject({ signal: 'SIGKILL' });
    answeredAtTheKill = Object.keys(answers);
    atTheKill = await Promise.all(CASES.map(typesOf));

    await system.startWorker();
    await Promise.all(sent);
    for (const name of ['signalled', 'refused'] as const)
      await eventually(async () => (await seenBy(name))?.sequence === 3);
  });
  afterAll(() => system.stop());

  it('dies when everything is on the timelines and nobody has been answered', () => {
    const last = Object.fromEntries(CASES.map((name, index) => [name, atTheKill[index]?.slice(2)]));
    expect(last).toEqual({
      noted: ['noted'],
      acknowledged: ['acknowledged'],
      merged: ['merged'],
      signalled: ['acknowledged'],
      refused: ['noted'],
      survivor: ['merged'],
    });
    expect(answeredAtTheKill).toEqual([]);
  });

  it('leaves an act that is legal again and again on the timeline once', async () => {
    expect(answers.noted).toMatchObject({ kind: 'done' });
    expect(await typesOf('noted')).toEqual(['received', 'assigned', 'noted']);
  });

  it('reports an act that would be refused by now to its caller as the success that it was', async () => {
    expect(answers.acknowledged).toMatchObject({ kind: 'done' });
    expect(await typesOf('acknowledged')).toEqual(['received', 'assigned', 'acknowledged']);
  });

  it('leaves the effect of a signal once, and no note that it was refused', async () => {
    expect(await seenBy('signalled')).toMatchObject({ outcomes: [{ kind: 'done', isRepeat: true }] });
    expect(await typesOf('signalled')).toEqual(['received', 'assigned', 'acknowledged']);
  });

  it('leaves one note of a refused signal', async () => {
    expect(await seenBy('refused')).toMatchObject({ outcomes: [{ kind: 'done', isRepeat: true }] });
    const [, , note, ...rest] = await system.timeline(ids.refused);
    expect(note?.data).toEqual({ kind: 'signal_refused', act: 'confirm', refusal: 'illegal_transition' });
    expect(rest).toEqual([]);
  });

  it('leaves a merge once, on both sides', async () => {
    expect(answers.merged).toMatchObject({ kind: 'done' });
    expect(await typesOf('merged')).toEqual(['received', 'assigned', 'merged']);
    expect(await typesOf('survivor')).toEqual(['received', 'assigned', 'merged']);
    expect(await system.complaints.byId(ids.survivor)).toMatchObject({ absorbed: [ids.merged] });
  });
});
