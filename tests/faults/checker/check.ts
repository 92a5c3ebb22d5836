import type { Evidence } from '../evidence/evidence';
import { actsCounted } from './acts-counted';
import { answersAgree } from './answers-agree';
import { closedWhenTold } from './closed-when-told';
import { deadlinesKept } from './deadlines-kept';
import { executionsAgree } from './executions-agree';
import { executionsReturn } from './executions-return';
import { filingsKept } from './filings-kept';
import { indexEvidence } from './index-evidence';
import { mailsOnce } from './mails-once';
import { mergesWhole } from './merges-whole';
import { noFalseAlarm } from './no-false-alarm';
import { nobodyDiesAlone } from './nobody-dies-alone';
import { reportersNotified } from './reporters-notified';
import { runWasFaulty } from './run-was-faulty';
import { statusesLegal } from './statuses-legal';
import { timelinesInOrder } from './timelines-in-order';
import type { Rule, Violation } from './violation';

const RULES: readonly Rule[] = [
  runWasFaulty,
  filingsKept,
  actsCounted,
  answersAgree,
  timelinesInOrder,
  statusesLegal,
  deadlinesKept,
  noFalseAlarm,
  mergesWhole,
  reportersNotified,
  closedWhenTold,
  mailsOnce,
  executionsAgree,
  executionsReturn,
  nobodyDiesAlone,
];

/** All broken promises of a run. Pure: the same evidence, the same findings. */
export function check(evidence: Evidence): Violation[] {
  const index = indexEvidence(evidence);
  return RULES.flatMap((rule) => rule(evidence, index));
}
