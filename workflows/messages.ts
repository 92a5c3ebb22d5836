import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { AdvanceResult } from '../activities/advance-case';
import type { Status } from '../domain/statuses';

export const COMPLAINT_WORKFLOW = 'complaintWorkflow';
export const COMPLAINT_TASK_QUEUE = 'complaints';
/** On the same task queue; takes no input. */
export const DIGEST_WORKFLOW = 'digestWorkflow';
/** On the same task queue; takes no input. */
export const WEEKLY_REPORT_WORKFLOW = 'weeklyReportWorkflow';
/** On the same task queue. */
export const AGENCY_OUTAGE_WORKFLOW = 'agencyOutageWorkflow';

const COMPLAINT_PREFIX = 'complaint/';

export function complaintWorkflowId(complaintId: string): string {
  return `${COMPLAINT_PREFIX}${complaintId}`;
}

/** The complaint of a workflow id made by `complaintWorkflowId`. */
export function complaintIdOf(workflowId: string): string {
  return workflowId.slice(COMPLAINT_PREFIX.length);
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

/** The result of an act's update. The update is named after the act; so is its signal, which has no result. */
export interface ActResult {
  status: Status;
  sequence: number;
}

/** Type of the failure that carries a `Refusal` (domain/refusal.ts) as its only detail. */
export const REFUSED = 'Refused';
/** Type of the failure of an update for which a rule threw an error. */
export const RULE_FAILED = 'RuleFailed';

/** The stored case has changed, or something is due: look at it now. */
export const wakeSignal = defineSignal('wake');

/** An outage was declared or called off: there is something to do. */
export const outageSignal = defineSignal('outageChanged');

/** The case's state when its execution last looked; null before that. */
export const stateQuery = defineQuery<AdvanceResult | null>('state');
