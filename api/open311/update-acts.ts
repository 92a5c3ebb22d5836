import type { SentPicture } from '../../photos/sent-picture';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { ActInputStore } from '../../database/stores/act-input-store';
import { ACT_NAMES, isLegal, type AskedActName } from '../../domain/act-rules';
import type { ActName } from '../../domain/acts';
import { can } from '../../domain/permissions';
import { requestIdOf } from '../acts/request-id';
import type { Operation } from '../http/operation';
import { malformed, Problem } from '../http/problem';
import { mediaOf } from './file-request';
import type { Call } from './operation';
import type { PlannedAct } from './planned-acts';

export interface UpdateActsDeps {
  actInputs: Pick<ActInputStore, 'wasRecorded'>;
  /** The API's own operations: this interface executes no acts by itself. */
  acts: Readonly<Record<AskedActName, Operation>>;
}

const WITH_PICTURES: readonly ActName[] = ['resolve', 'reopen', 'answer'];

/** Which acts of this update were executed before. */
export async function actsDone(
  { actInputs }: UpdateActsDeps,
  asked: Parameters<typeof requestIdOf>[0],
  complaintId: string,
): Promise<ActName[]> {
  const recorded = await Promise.all(
    ACT_NAMES.map((act) => actInputs.wasRecorded(requestIdOf(asked, { complaintId, act }))),
  );
  return ACT_NAMES.filter((_, index) => recorded[index]);
}

/** All of an update or nothing: checks for each act what would be refused later, before any is executed. */
export function checkActs(
  acts: PlannedAct[],
  { call, complaint }: { call: Call; complaint: ComplaintRecord },
): void {
  for (const { act } of acts) {
    if (!can(call.actor, act, complaint)) {
      throw new Problem({
        code: 'insufficient_scope',
        detail: 'This complaint is not this api_key’s to act on.',
      });
    }
    if (!isLegal(act, complaint.status)) {
      throw new Problem({
        code: 'refused',
        detail: `This is not possible while the complaint is ${complaint.status}.`,
      });
    }
  }
  const hasPictures = call.files.length > 0 || mediaOf(call).length > 0;
  if (hasPictures && !acts.some(({ act }) => WITH_PICTURES.includes(act))) {
    throw malformed('Pictures come with FIXED, CLOSED, REOPEN or an answer only.');
  }
}

interface CarryOut {
  call: Call;
  complaint: ComplaintRecord;
  files: SentPicture[];
  idempotencyKey: string;
}

/** @throws Problem, and whatever the API's operation throws */
export async function executeActs(
  { acts }: UpdateActsDeps,
  { act, body }: PlannedAct,
  { call, complaint, files, idempotencyKey }: CarryOut,
): Promise<void> {
  try {
    await acts[act].run({
      params: { code: complaint.trackingCode },
      query: {},
      credential: call.credential,
      idempotencyKey,
      address: call.address,
      readBody: async () => ({ json: body, files: WITH_PICTURES.includes(act) ? files : [] }),
    });
  } catch (error) {
    throw error instanceof Problem && error.code === 'idempotency_conflict' ? knownUpdate() : error;
  }
}

export function knownUpdate(): Problem {
  return malformed('This update_id is known.');
}
