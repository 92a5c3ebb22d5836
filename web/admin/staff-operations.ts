import type { Credential } from '../../api/authentication/credential';
import { staffOperations } from '../../api/staff/staff-operations';
import type { PagesDeps } from '../pages-deps';
import { createRunOperation } from '../forms/run-operation';

export type StaffAct =
  'addStaff' | 'changeStaff' | 'deactivateStaff' | 'reactivateStaff' | 'endStaffSessions';

interface StaffPost {
  act: StaffAct;
  /** Whom it is done to; absent for somebody who is being added. */
  id?: string;
  body?: object;
  credential: Credential;
}

/** Executes a form as the API would the same request. @throws Problem and whatever the API's operation throws */
export type ExecuteStaffOperation = (post: StaffPost) => Promise<{ id: string }>;

/** Pages cannot change staff by themselves: a form runs the API's operation, with its checks and its audit. */
export function createExecuteStaffOperation({
  settings,
  ...deps
}: Pick<PagesDeps, 'settings' | 'city' | 'staff' | 'sessions'>): ExecuteStaffOperation {
  const run = createRunOperation(staffOperations({ ...deps, publicUrl: settings.publicUrl }));
  return async ({ act, id, body, credential }) => {
    const made = await run(act, { params: id === undefined ? {} : { id }, credential, body });
    return { id: id ?? idIn(made) };
  };
}

function idIn(body: unknown): string {
  const { id } = Object(body) as { id?: unknown };
  if (typeof id !== 'string') throw new RangeError('who was added has no id');
  return id;
}
