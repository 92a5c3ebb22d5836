import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Legacy } from '../domain/absorption';
import type { Act, ActName } from '../domain/acts';
import type { Actor } from '../domain/actor';
import type { ComplaintState } from '../domain/complaint';
import type { Status } from '../domain/statuses';

export const COMPLAINT_WORKFLOW = 'complaintWorkflow';
export const COMPLAINT_TASK_QUEUE = 'complaints';
/** On the same task queue; it takes nothing. */
export const DIGEST_WORKFLOW = 'digestWorkflow';
/** On the same task queue; it takes nothing. */
export const WEEKLY_REPORT_WORKFLOW = 'weeklyReportWorkflow';
/** On the same task queue. */
export const AGENCY_OUTAGE_WORKFLOW = 'agencyOutageWorkflow';

export function complaintWorkflowId(complaintId: string): string {
  return `complaint/${complaintId}`;
}

export function agencyOutageWorkflowId(outageId: string): string {
  return `outage/${outageId}`;
}

export interface AgencyOutageInput {
  outageId: string;
}

export interface ComplaintInput {
  complaintId: string;
}

/** The parameters of an act, in codes and ids; the wire name of the message is the act's name. */
export type ActParameters = Omit<Act, 'act'> & Record<string, unknown>;
/** An act as an Update: whoever sends it has already proven who `actor` is. */
export type ActUpdate = ActParameters & { actor: Actor };
export interface ActResult {
  status: Status;
  sequence: number;
}

/** Type of the failure that carries a `Refusal` (domain/refusal.ts) as its only detail. */
export const REFUSED = 'Refused';

export const actUpdates = {
  acknowledge: defineUpdate<ActResult, [ActUpdate]>('acknowledge'),
  start: defineUpdate<ActResult, [ActUpdate]>('start'),
  resolve: defineUpdate<ActResult, [ActUpdate]>('resolve'),
  reject: defineUpdate<ActResult, [ActUpdate]>('reject'),
  reassign: defineUpdate<ActResult, [ActUpdate]>('reassign'),
  extend: defineUpdate<ActResult, [ActUpdate]>('extend'),
  notes: defineUpdate<ActResult, [ActUpdate]>('notes'),
  merge: defineUpdate<ActResult, [ActUpdate]>('merge'),
  ask: defineUpdate<ActResult, [ActUpdate]>('ask'),
  assign: defineUpdate<ActResult, [ActUpdate]>('assign'),
  nudge: defineUpdate<ActResult, [ActUpdate]>('nudge'),
  take_over: defineUpdate<ActResult, [ActUpdate]>('take_over'),
  shift: defineUpdate<ActResult, [ActUpdate]>('shift'),
  unshift: defineUpdate<ActResult, [ActUpdate]>('unshift'),
  confirm: defineUpdate<ActResult, [ActUpdate]>('confirm'),
  reopen: defineUpdate<ActResult, [ActUpdate]>('reopen'),
  withdraw: defineUpdate<ActResult, [ActUpdate]>('withdraw'),
  answer: defineUpdate<ActResult, [ActUpdate]>('answer'),
} as const satisfies Record<ActName, unknown>;

/** The same acts for integrators who wait for no answer; their actor is always `system`. */
export const actSignals = {
  acknowledge: defineSignal<[ActParameters?]>('acknowledge'),
  start: defineSignal<[ActParameters?]>('start'),
  resolve: defineSignal<[ActParameters?]>('resolve'),
  reject: defineSignal<[ActParameters?]>('reject'),
  reassign: defineSignal<[ActParameters?]>('reassign'),
  extend: defineSignal<[ActParameters?]>('extend'),
  notes: defineSignal<[ActParameters?]>('notes'),
  merge: defineSignal<[ActParameters?]>('merge'),
  ask: defineSignal<[ActParameters?]>('ask'),
  assign: defineSignal<[ActParameters?]>('assign'),
  nudge: defineSignal<[ActParameters?]>('nudge'),
  take_over: defineSignal<[ActParameters?]>('take_over'),
  shift: defineSignal<[ActParameters?]>('shift'),
  unshift: defineSignal<[ActParameters?]>('unshift'),
  confirm: defineSignal<[ActParameters?]>('confirm'),
  reopen: defineSignal<[ActParameters?]>('reopen'),
  withdraw: defineSignal<[ActParameters?]>('withdraw'),
  answer: defineSignal<[ActParameters?]>('answer'),
} as const satisfies Record<ActName, unknown>;

/** From the workflow of a complaint that was merged into this one. */
export const absorbSignal = defineSignal<[Legacy]>('absorb');

/** That an outage was declared or called off: there is something to do. */
export const outageSignal = defineSignal('outageChanged');

export const stateQuery = defineQuery<ComplaintState>('state');
