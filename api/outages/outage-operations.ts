import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { CityPack } from '../../city/city-pack';
import { findIn } from '../../city/directory';
import type { OutageClient } from '../../engine/outage-client';
import { createOpenCasesReader } from '../../database/readers/open-cases-reader';
import { createOutageReader } from '../../database/readers/outage-reader';
import type { Database } from '../../database/connection';
import { createOutageStore } from '../../database/stores/outage-store';
import { commandCentreOnly } from '../authentication/command-centre-only';
import { defineOperation, type Call } from '../http/operation';
import { notFound, unavailable } from '../http/problem';
import { json } from '../http/reply';
import { presentOutage, presentPreview } from './outage-presenter';
import {
  newOutageSchema,
  outagePreviewRequest,
  outagePreviewSchema,
  outageSchema,
  outagesSchema,
} from './outage-schemas';
import { previewOutage } from './preview-outage';

export interface OutageDeps {
  city: CityPack;
  db: Database;
  outageEngine: Pick<OutageClient, 'wake'>;
}

const TAG = 'Outages of agencies';
const LISTED_AT_MOST = 100;

/**
 * Agencies that cannot work for a while, for the command centre; for everybody else these operations do not exist.
 */
export function outageOperations(deps: OutageDeps) {
  return {
    listOutages: listOutages(deps),
    declareOutage: declareOutage(deps),
    previewOutage: previewOutageOperation(deps),
    undoOutage: undoOutage(deps),
  };
}

function listOutages(deps: OutageDeps) {
  const reader = createOutageReader(deps);
  return defineOperation(
    {
      id: 'listOutages',
      audience: 'command_centre',
      method: 'get',
      path: '/agencies/{agency}/outages',
      tag: TAG,
      summary: 'Outages of an agency, the latest first, and how far the engine has come',
      responses: { 200: { description: 'The outages, at most 100.', schema: outagesSchema } },
      problems: ['not_found'],
    },
    {
      permit: (call) => permitted(deps, call),
      handle: async (_call, agency) => {
        const outages = await reader.list({ agency, limit: LISTED_AT_MOST });
        return json(200, { items: outages.map(presentOutage) });
      },
    },
  );
}

function declareOutage(deps: OutageDeps) {
  const store = createOutageStore(deps);
  return defineOperation(
    {
      id: 'declareOutage',
      audience: 'command_centre',
      example: { body: { hours: 48, reason: 'Flood at the depot' } },
      method: 'post',
      path: '/agencies/{agency}/outages',
      tag: TAG,
      summary: 'Declare an agency out: every case that it has open gets these hours',
      description:
        'The deadlines to come of each open case move, its reporter is told once, and the engine does it soon after the answer. While an agency is out no other outage of it is declared (409).',
      body: newOutageSchema,
      idempotent: true,
      responses: {
        201: { description: 'It is declared; its cases are being worked through.', schema: outageSchema },
      },
      problems: ['not_found', 'conflict', 'idempotency_conflict', 'unavailable'],
    },
    {
      permit: (call) => permitted(deps, call),
      async handle(call, agency) {
        const id = outageIdOf(call, agency);
        const outage = await store.declare({
          ...{ id, agency, by: call.credentialId },
          ...call.body,
          wake: () => wakeEngine(deps, id),
        });
        return json(201, presentOutage(outage));
      },
    },
  );
}

function previewOutageOperation(deps: OutageDeps) {
  const openCases = createOpenCasesReader(deps);
  return defineOperation(
    {
      id: 'previewOutage',
      audience: 'command_centre',
      example: { body: { hours: 48 } },
      method: 'post',
      path: '/agencies/{agency}/outages/preview',
      tag: TAG,
      summary: 'What an outage declared now would move, by the rules that would move it',
      body: outagePreviewRequest,
      responses: { 200: { description: 'Nothing has changed.', schema: outagePreviewSchema } },
      problems: ['not_found'],
    },
    {
      permit: (call) => permitted(deps, call),
      handle: async ({ body: { hours } }, agency) =>
        json(200, presentPreview(await previewOutage({ openCases, now: Date.now }, { agency, hours }))),
    },
  );
}

function undoOutage(deps: OutageDeps) {
  const [reader, store] = [createOutageReader(deps), createOutageStore(deps)];
  return defineOperation(
    {
      id: 'undoOutage',
      audience: 'command_centre',
      method: 'post',
      path: '/agencies/{agency}/outages/{id}/undo',
      tag: TAG,
      summary: 'Call an outage off: each case gives back the hours that nobody used',
      description:
        'No deadline comes to lie in the past. Calling it off again changes nothing; once its hours are over there is nothing to give back (409).',
      responses: { 200: { description: 'It is called off.', schema: outageSchema } },
      problems: ['not_found', 'conflict', 'unavailable'],
    },
    {
      permit: (call) => permitted(deps, call),
      async handle({ params: { id = '' }, credentialId: by }, agency) {
        const outage = await reader.find(id);
        if (outage?.agency !== agency) throw notFound();
        const undone = await store.undo({ id, by, wake: () => wakeEngine(deps, id) });
        if (!undone) throw notFound();
        return json(200, presentOutage(undone));
      },
    },
  );
}

/**
 * The agency in the path.
 * @throws Problem `not_found` if the city does not have it
 */
async function permitted({ city }: OutageDeps, call: Call<unknown>): Promise<string> {
  await commandCentreOnly(call);
  const agency = findIn(city, 'agencies', call.params.agency ?? '');
  if (!agency) throw notFound();
  return agency.code;
}

/** @throws Problem `unavailable` if the engine does not accept it */
async function wakeEngine({ outageEngine }: OutageDeps, outageId: string): Promise<void> {
  try {
    await outageEngine.wake(outageId);
  } catch (error) {
    throw unavailable('The engine does not answer; no deadline was moved.', error);
  }
}

/** With the same key, the same person gets the same outage. */
function outageIdOf({ credentialId, idempotencyKey }: Call<unknown>, agency: string): string {
  if (idempotencyKey === null) return uuidv7();
  const hash = createHash('sha256')
    .update(JSON.stringify(['outage', credentialId, agency, idempotencyKey]))
    .digest('hex');
  // Version 8 of RFC 9562: a UUID made by a rule of our own.
  const variant = '89ab'.charAt(parseInt(hash.charAt(16), 16) % 4);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
