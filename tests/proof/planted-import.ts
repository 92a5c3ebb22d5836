import { recordset } from '../../database/recordset';
import { isFinal } from '../../domain/statuses';

/** What a careless edit looks like to the bundle: a workflow that asks a rule, and the store. */
export function complaintWorkflow(): Promise<string> {
  return Promise.resolve(isFinal('closed') ? recordset('$1', {}) : '');
}
