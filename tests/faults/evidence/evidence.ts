import type { LoggedCall } from '../client/call-log';
import type { StruckFault } from '../nemesis/fault';
import type { Undone } from '../system/copies';
import type { Death } from '../system/part';

export interface ComplaintRow {
  id: string;
  trackingCode: string;
  description: string;
  status: string;
  agency: string;
  level: number;
  sequence: number;
  receivedAt: number;
  /** By the case's clock, as `at` and `dueAt` of its events. */
  nextDueBy: number | null;
  /** How far the case's clock was moved on, in milliseconds. */
  clockOffsetMs: number;
  isStarted: boolean;
  mergedInto: string | null;
  absorbed: string[];
}

export interface EventRow {
  complaintId: string;
  sequence: number;
  type: string;
  /** By the case's clock. */
  at: number;
  dueAt: number | null;
  /** By PostgreSQL's clock. */
  recordedAt: number;
  actorKind: string;
  data: Record<string, unknown>;
  inputId: string | null;
  requestId: string | null;
}

export interface InputRow {
  id: string;
  complaintId: string;
  requestId: string;
  text: string | null;
}

export interface NotificationRow {
  id: string;
  complaintId: string;
  sequence: number;
  kind: string;
  recipient: string;
  /** Which corrected address it went to; 0 for the first one. */
  correction: number;
  state: string;
  lastError: string | null;
  isDue: boolean;
}

export interface SeenMail {
  messageId: string;
  to: string;
  subject: string;
  receivedAt: number;
}

export interface SeenExecution {
  complaintId: string;
  isRunning: boolean;
  /** What the execution says of itself, as far as it can be asked. */
  view: { status?: string; sequence?: number; nextDueBy?: number | null } | null;
}

/** Everything that the checker looks at, collected once when all is quiet. */
export interface Evidence {
  calls: LoggedCall[];
  faults: StruckFault[];
  /** Processes that ended without being killed from outside. */
  deaths: Death[];
  /** What older copies of PostgreSQL have undone. */
  undone: Undone[];
  complaints: ComplaintRow[];
  events: EventRow[];
  inputs: InputRow[];
  notifications: NotificationRow[];
  mails: SeenMail[];
  executions: SeenExecution[];
  /** By PostgreSQL's clock. */
  collectedAt: number;
}
