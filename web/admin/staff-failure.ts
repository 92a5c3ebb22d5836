import { PROBLEMS, type ProblemCode } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { MessageKey } from '../../mail/locales';
import type { Fault } from '../filing/fault';
import type { Speech } from '../speech';
import { staffFaults } from './staff-form';

/** A change of staff that was not made, and what its page says of it. */
export interface StaffFailure {
  status: number;
  headers: Record<string, string>;
  warning: string | null;
  faults: Fault[];
}

const WARNINGS: Partial<Record<ProblemCode, MessageKey>> = {
  conflict: 'admin.warnings.lastAdministrator',
  unavailable: 'web.notices.slow',
};

/** @throws the error when there is nothing that its sender could do about it on the page */
export function staffFailure(error: unknown, speech: Speech): StaffFailure {
  const { code, details } = problemFromError(error);
  const faults = code === 'invalid' ? staffFaults(details.errors ?? [], speech) : [];
  const warning = WARNINGS[code];
  if (faults.length === 0 && !warning) throw error;
  return {
    status: PROBLEMS[code].status,
    headers: details.headers ?? {},
    warning: warning ? speech.say(warning) : null,
    faults,
  };
}
