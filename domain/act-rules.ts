import type { ActName } from './acts';
import { ANSWERED_STATUSES as ANSWERED, type Status } from './statuses';

/**
 * The least role that may ask for an act: supervisors may do what officers may, the command centre what
 * supervisors may.
 */
export type AskedBy = 'officers' | 'supervisors' | 'command_centre' | 'reporters' | 'outages';

export interface ActRule {
  by: AskedBy;
  /** The statuses from which the act is legal. */
  from: readonly Status[];
}

const WORKABLE: readonly Status[] = ['assigned', 'acknowledged', 'in_progress'];
const OPEN: readonly Status[] = ['submitted', ...WORKABLE];

/** The table of acts. What else an act needs: see docs/adding-an-act.md. */
export const ACT_RULES = {
  acknowledge: { by: 'officers', from: ['assigned'] },
  start: { by: 'officers', from: ['assigned', 'acknowledged'] },
  resolve: { by: 'officers', from: WORKABLE },
  reject: { by: 'officers', from: WORKABLE },
  reassign: { by: 'officers', from: WORKABLE },
  extend: { by: 'supervisors', from: WORKABLE },
  notes: { by: 'officers', from: [...OPEN, ...ANSWERED] },
  merge: { by: 'officers', from: WORKABLE },
  ask: { by: 'officers', from: WORKABLE },
  assign: { by: 'officers', from: OPEN },
  nudge: { by: 'supervisors', from: WORKABLE },
  take_over: { by: 'command_centre', from: WORKABLE },
  confirm: { by: 'reporters', from: ANSWERED },
  reopen: { by: 'reporters', from: ANSWERED },
  tell: { by: 'reporters', from: ANSWERED },
  withdraw: { by: 'reporters', from: OPEN },
  answer: { by: 'reporters', from: OPEN },
  // Done to many complaints at once; nobody asks for them on a single one.
  shift: { by: 'outages', from: WORKABLE },
  unshift: { by: 'outages', from: WORKABLE },
} as const satisfies Record<ActName, ActRule>;

type NamesBy<By extends AskedBy> = {
  [Name in ActName]: (typeof ACT_RULES)[Name]['by'] extends By ? Name : never;
}[ActName];

export type ReporterActName = NamesBy<'reporters'>;
export type StaffActName = NamesBy<'officers' | 'supervisors' | 'command_centre'>;
/** Acts that somebody asks for on one complaint. */
export type AskedActName = StaffActName | ReporterActName;

export const ACT_NAMES = Object.keys(ACT_RULES) as readonly ActName[];
export const ASKED_ACTS = ACT_NAMES.filter(isAsked);

/** The acts that these roles may ask for in their own right. */
export function actsBy(...by: AskedBy[]): ActName[] {
  return ACT_NAMES.filter((name) => by.includes(ACT_RULES[name].by));
}

export function isReporterAct(name: ActName): name is ReporterActName {
  return ACT_RULES[name].by === 'reporters';
}

export function isLegal(name: ActName, status: Status): boolean {
  const { from }: ActRule = ACT_RULES[name];
  return from.includes(status);
}

function isAsked(name: ActName): name is AskedActName {
  return ACT_RULES[name].by !== 'outages';
}
