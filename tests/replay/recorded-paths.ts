import type { Actor } from '../../domain/actor';
import { actSignals } from '../../workflows/messages';
import type { ComplaintEngine } from '../support/complaint-engine';

const officer: Actor = { kind: 'officer', agency: 'pupr' };
const supervisor: Actor = { kind: 'supervisor', agency: 'pupr' };
const commandCentre: Actor = { kind: 'command_centre' };
const of = (agency: string): Actor => ({ kind: 'officer', agency });
const reporterOf = (id: string): Actor => ({ kind: 'reporter', complaintId: id });

type Path = (engine: ComplaintEngine) => Promise<string>;

/** Every way through the workflow whose history has to replay on the code of tomorrow. Each ends its case. */
export const RECORDED_PATHS: Record<string, Path> = {
  async smooth(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'acknowledge' }, officer);
    await engine.act(id, { act: 'start' }, officer);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'ignored, then resolved late and closed by silence'(engine) {
    const id = await engine.start(await engine.file());
    await engine.hoursPass(72 + 24 * 9);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.hoursPass(73);
    return id;
  },
  async 'extended, passed on three times and decided by the command centre'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'extend', hours: 12 }, supervisor);
    await engine.act(id, { act: 'reassign', agency: 'dlh' }, officer);
    await engine.act(id, { act: 'reassign', agency: 'dishub' }, of('dlh'));
    await engine.act(id, { act: 'reassign', agency: 'pupr' }, of('dishub'));
    await engine.hoursPass(30);
    await engine.act(id, { act: 'reassign', agency: 'pupr' }, commandCentre);
    await engine.act(id, { act: 'notes', public: true }, officer);
    await engine.act(id, { act: 'withdraw' }, reporterOf(id));
    return id;
  },
  async 'rejected, objected to twice'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'reject', reason: 'not_city_matter' }, officer);
    await engine.act(id, { act: 'reopen', reason: 'wrong_place' }, reporterOf(id));
    await engine.hoursPass(25);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'reopen', reason: 'broken_again' }, reporterOf(id));
    await engine.hoursPass(25);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'merged into another'(engine) {
    const survivor = await engine.start(await engine.file());
    const id = await engine.start(await engine.file());
    await engine.hoursPass(25);
    await engine.act(id, { act: 'merge', into: survivor }, officer);
    return id;
  },
  async 'survivor of a merge'(engine) {
    const id = await engine.start(await engine.file());
    const merged = await engine.start(await engine.file());
    await engine.act(merged, { act: 'merge', into: id }, officer);
    await engine.handleOf(merged).result();
    await engine.untilAbsorbed(id, 1);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'driven by signals, some refused'(engine) {
    const id = await engine.start(await engine.file());
    await engine.handleOf(id).signal(actSignals.acknowledge);
    await engine.handleOf(id).signal(actSignals.confirm);
    await engine.handleOf(id).signal(actSignals.reassign, { agency: 'dlh' });
    await engine.hoursPass(1);
    await engine.handleOf(id).signal(actSignals.withdraw);
    return id;
  },
};
