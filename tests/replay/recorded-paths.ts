import type { WorkflowHandle } from '@temporalio/client';
import type { Actor } from '../../domain/actor';
import { actSignal } from '../../engine/act-messages';
import type { ComplaintEngine } from '../support/complaint-engine';
import { eventually } from '../support/courier-bench';

const officer: Actor = { kind: 'officer', agency: 'pupr' };
const supervisor: Actor = { kind: 'supervisor', agency: 'pupr' };
const commandCentre: Actor = { kind: 'command_centre' };
const officerOf = (agency: string): Actor => ({ kind: 'officer', agency });
const reporterOf = (id: string): Actor => ({ kind: 'reporter', complaintId: id });

/**
 * Acts while the case's row is locked, as if PostgreSQL were away, until the workflow gives up its local activity and
 * schedules a regular one.
 */
async function whileDatabaseIsAway(
  engine: ComplaintEngine,
  id: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const { sequelize, models } = engine.db;
  let acting: Promise<unknown> = Promise.resolve();
  await sequelize.transaction(async (transaction) => {
    await models.Complaint.findByPk(id, { transaction, lock: true });
    acting = act();
    await eventually(async () => {
      const { events } = await engine.handleOf(id).fetchHistory();
      return (events ?? []).some((event) => event.activityTaskScheduledEventAttributes);
    });
  });
  await acting;
}

/** Returns the id of the complaint whose history is recorded, or the execution of another workflow. */
type Path = (engine: ComplaintEngine) => Promise<string | WorkflowHandle>;

/** The ways through the workflows. Their recorded histories have to replay on later code; each ends its execution. */
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
    const id = await engine.start(await engine.fileUnder({ untoldWindowHours: undefined }));
    await engine.hoursPass(72 + 24 * 9);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.hoursPass(73);
    return id;
  },
  async 'told by mail, then closed by silence'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.hoursPass(73);
    await engine.tell(id, 'mail');
    await engine.hoursPass(73);
    return id;
  },
  async 'nobody told, closed as unreached'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'reject', reason: 'not_city_matter' }, officer);
    await engine.tell(id, 'nobody');
    await engine.hoursPass(73);
    await engine.hoursPass(14 * 24);
    return id;
  },
  async 'warned twice, and each time in time'(engine) {
    const id = await engine.start(await engine.file());
    await engine.hoursPass(19);
    await engine.act(id, { act: 'acknowledge' }, officer);
    await engine.hoursPass(48);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'extended, passed on three times and decided by the command centre'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'extend', hours: 12 }, supervisor);
    await engine.act(id, { act: 'reassign', agency: 'dlh' }, officer);
    await engine.act(id, { act: 'reassign', agency: 'dishub' }, officerOf('dlh'));
    await engine.act(id, { act: 'reassign', agency: 'pupr' }, officerOf('dishub'));
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
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'assigned, asked and answered, nudged, and asked until resolved'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'assign', officer: await engine.hire('dewi', 'pupr') }, supervisor);
    await engine.act(id, { act: 'ask' }, officer);
    await engine.hoursPass(25);
    await engine.act(id, { act: 'answer' }, reporterOf(id));
    await engine.act(id, { act: 'nudge' }, commandCentre);
    await engine.act(id, { act: 'assign', officer: null }, officer);
    await engine.act(id, { act: 'ask' }, supervisor);
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'asked while the clock waits'(engine) {
    const id = await engine.start(await engine.fileUnder({ questionHoldHours: 12 }));
    await engine.act(id, { act: 'ask' }, officer);
    await engine.hoursPass(10);
    await engine.act(id, { act: 'answer' }, reporterOf(id));
    await engine.hoursPass(25);
    await engine.act(id, { act: 'ask' }, officer);
    await engine.act(id, { act: 'reassign', agency: 'dlh' }, officer);
    await engine.act(id, { act: 'resolve' }, officerOf('dlh'));
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'asked, assigned and nudged by signals, some refused'(engine) {
    const id = await engine.start(await engine.file());
    const dewi = await engine.hire('dewi', 'pupr');
    const budi = await engine.hire('budi', 'dlh');
    await engine.handleOf(id).signal(actSignal('answer'));
    await engine.handleOf(id).signal(actSignal('ask'));
    await engine.handleOf(id).signal(actSignal('nudge'));
    await engine.handleOf(id).signal(actSignal('nudge'));
    await engine.handleOf(id).signal(actSignal('assign'), { officer: dewi });
    await engine.handleOf(id).signal(actSignal('assign'), { officer: budi });
    await engine.hoursPass(1);
    await engine.handleOf(id).signal(actSignal('answer'));
    await engine.handleOf(id).signal(actSignal('withdraw'));
    return id;
  },
  async 'driven by signals, some refused'(engine) {
    const id = await engine.start(await engine.file());
    await engine.handleOf(id).signal(actSignal('acknowledge'));
    await engine.handleOf(id).signal(actSignal('confirm'));
    await engine.handleOf(id).signal(actSignal('reassign'), { agency: 'dlh' });
    await engine.hoursPass(1);
    await engine.handleOf(id).signal(actSignal('withdraw'));
    return id;
  },
  async 'acknowledged while the database is away'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'notes', public: true }, officer);
    await whileDatabaseIsAway(engine, id, () => engine.act(id, { act: 'acknowledge' }, officer));
    await engine.act(id, { act: 'withdraw' }, reporterOf(id));
    return id;
  },
  async 'a morning digest'(engine) {
    await engine.start(await engine.file());
    await engine.hoursPass(25);
    return engine.startDigest();
  },
  async 'taken over, handed back, taken over again and resolved'(engine) {
    const id = await engine.start(await engine.file());
    await engine.act(id, { act: 'take_over' }, commandCentre);
    await engine.act(id, { act: 'reassign', agency: 'pupr' }, commandCentre);
    await engine.hoursPass(25);
    await engine.act(id, { act: 'take_over' }, commandCentre);
    await engine.hoursPass(24);
    await engine.act(id, { act: 'resolve' }, commandCentre);
    await engine.act(id, { act: 'reopen', reason: 'partly' }, reporterOf(id));
    await engine.act(id, { act: 'resolve' }, officer);
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'shifted by two outages, one of them called off'(engine) {
    const id = await engine.start(await engine.file());
    const flood = await engine.declareOutage('pupr', 48);
    await engine.untilOutage(flood, 'shifted');
    await engine.act(id, { act: 'extend', hours: 12 }, supervisor);
    await engine.act(id, { act: 'reassign', agency: 'dlh' }, officer);
    const holiday = await engine.declareOutage('dlh', 24);
    await engine.untilOutage(holiday, 'shifted');
    await engine.hoursPass(10);
    await engine.undoOutage(flood);
    await engine.untilOutage(flood, 'undone');
    await engine.hoursPass(60);
    await engine.act(id, { act: 'resolve' }, officerOf('dlh'));
    await engine.act(id, { act: 'confirm' }, reporterOf(id));
    return id;
  },
  async 'taken over and shifted by signals, some refused'(engine) {
    const id = await engine.start(await engine.file());
    await engine.handleOf(id).signal(actSignal('take_over'));
    await engine.handleOf(id).signal(actSignal('take_over'));
    await engine.handleOf(id).signal(actSignal('shift'), { shift: id, agency: 'pupr', hours: 4 });
    await engine.handleOf(id).signal(actSignal('unshift'), { shift: id });
    await engine.hoursPass(1);
    await engine.handleOf(id).signal(actSignal('withdraw'));
    return id;
  },
  async 'an outage of an agency'(engine) {
    await engine.start(await engine.file());
    await engine.start(await engine.file());
    const outage = await engine.declareOutage('pupr', 48);
    await engine.untilOutage(outage, 'shifted');
    return engine.outageHandle(outage);
  },
  async 'an outage called off while it is declared'(engine) {
    await engine.start(await engine.file());
    const outage = await engine.declareOutage('pupr', 48);
    await engine.undoOutage(outage);
    await engine.untilOutage(outage, 'undone');
    return engine.outageHandle(outage);
  },
};
