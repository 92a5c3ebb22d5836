import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import { absorb, parseLegacy } from '../domain/absorption';
import { ACT_NAMES, type Act, type ActName } from '../domain/acts';
import type { Actor } from '../domain/actor';
import type { Case } from '../domain/complaint';
import { decide } from '../domain/decide';
import { parseAct } from '../domain/parse-act';
import type { Refusal, RefusalCode } from '../domain/refusal';
import { isFinal } from '../domain/statuses';
import type { TimelineEvent } from '../domain/timeline';
import type { CaseFile } from './case-file';
import {
  absorbSignal,
  actSignals,
  actUpdates,
  REFUSED,
  stateQuery,
  type ActParameters,
  type ActResult,
  type ActUpdate,
} from './messages';
import { postgres, tellSurvivor } from './postgres';

/** Sets a handler for every message of a case. To be called before the first await: messages may already wait. */
export function answerMessages(file: CaseFile): void {
  for (const name of ACT_NAMES) {
    setHandler(actUpdates[name], (message) => answerUpdate(file, name, message), {
      validator: (message) => validate(file, name, message),
    });
    setHandler(actSignals[name], (parameters) => followSignal(file, name, parameters));
  }
  setHandler(absorbSignal, (message) => takeLegacy(file, message));
  setHandler(stateQuery, () => file.current().state);
}

/** Synchronous, so that a refused act leaves no trace in the history; a case still loading decides in the handler. */
function validate(file: CaseFile, name: ActName, message: ActUpdate): void {
  const act = parseOrRefuse(file, name, message);
  if (file.isHeard()) eventsOf(file.current(), { act, actor: message.actor });
}

async function answerUpdate(file: CaseFile, name: ActName, message: ActUpdate): Promise<ActResult> {
  const requestId = file.countUpdate();
  await file.untilHeard();
  const act = parseOrRefuse(file, name, message);
  const code = await faultIn(file, act);
  if (code) throw refused({ code, act: name, status: file.current().state.status });
  await file.commit((current) => eventsOf(current, { act, actor: message.actor, requestId }));
  const { status, sequence } = file.current().state;
  return { status, sequence };
}

/** A signal has nobody to tell: what it can't do becomes a note on the timeline, never a throw. */
async function followSignal(file: CaseFile, name: ActName, parameters?: ActParameters): Promise<void> {
  await file.untilHeard();
  const act = parseAct(name, parameters);
  const fault = await faultIn(file, act);
  await file.commit((current) => {
    if (act === null || fault) return refusedSignal(current, name, fault ?? 'invalid');
    const decision = decide(current, { act, actor: { kind: 'system' }, at: Date.now() });
    return 'events' in decision ? decision.events : refusedSignal(current, name, decision.refusal.code);
  });
}

/** A survivor that has ended in another one itself passes on what it is left. */
async function takeLegacy(file: CaseFile, message: unknown): Promise<void> {
  await file.untilHeard();
  const legacy = parseLegacy(message);
  const { mergedInto } = file.current().state;
  if (legacy && mergedInto !== null) return tellSurvivor({ survivorId: mergedInto, legacy });
  await file.commit((current) =>
    legacy ? absorb(current, { ...legacy, at: Date.now() }) : refusedSignal(current, 'absorb', 'invalid'),
  );
}

/** Acts that name something which only Postgres knows. */
const NAMING_OTHERS: readonly ActName[] = ['reassign', 'merge', 'assign', 'shift'];

/** Acts that name nothing else need no look at Postgres, and are decided in the order in which their signals came. */
async function faultIn({ complaintId }: CaseFile, act: Act | null): Promise<RefusalCode | null> {
  if (act === null) return 'invalid';
  if (!NAMING_OTHERS.includes(act.act)) return null;
  return postgres((activities) => activities.checkReferences({ complaintId, act }));
}

function eventsOf(current: Case, command: { act: Act; actor: Actor; requestId?: string }): TimelineEvent[] {
  const decision = decide(current, { ...command, at: Date.now() });
  if ('refusal' in decision) throw refused(decision.refusal);
  return decision.events;
}

function parseOrRefuse(file: CaseFile, name: ActName, message: ActUpdate): Act {
  const act = parseAct(name, message);
  const status = file.isHeard() ? file.current().state.status : 'submitted';
  if (!act || !message?.actor?.kind) throw refused({ code: 'invalid', act: name, status });
  return act;
}

function refusedSignal({ state }: Case, act: ActName | 'absorb', refusal: RefusalCode): TimelineEvent[] {
  if (isFinal(state.status)) return [];
  return [
    {
      type: 'noted',
      data: { kind: 'signal_refused', act, refusal },
      sequence: state.sequence + 1,
      at: Date.now(),
      actor: { kind: 'system' },
    },
  ];
}

function refused(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`${refusal.act} is refused: ${refusal.code}`, REFUSED, refusal);
}
