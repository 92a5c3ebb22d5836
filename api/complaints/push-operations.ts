import type { CityPack } from '../../city/city-pack';
import { PHONES_AT_MOST, type PushSubscriptions } from '../../database/stores/push-subscriptions';
import type { DestinationCheck } from '../../network/destination-check';
import { requireCallable } from '../http/callable-url';
import { defineOperation } from '../http/operation';
import { notFound, Problem } from '../http/problem';
import { findFor, type FindComplaintDeps } from './find-complaint';
import { endingSchema, subscriptionSchema } from './push-schemas';

export interface PushDeps extends FindComplaintDeps {
  city: CityPack;
  pushes: PushSubscriptions;
  checkDestination: DestinationCheck;
  /** The city's key for pushes, if it sends any. */
  settings: { pushKey?: string };
}

const TAG = 'Acts of the reporter';

/** The key of this module's examples is the one of RFC 8291, appendix A. */
const EXAMPLE = {
  endpoint: 'https://push.example.org/wpush/v2/gAAAAABk',
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
};

export function pushOperations(deps: PushDeps) {
  return { startPush: startPush(deps), endPush: endPush(deps) };
}

function startPush(deps: PushDeps) {
  return defineOperation(
    {
      id: 'startPush',
      audience: 'reporters',
      example: { body: { ...EXAMPLE, language: 'id' } },
      method: 'post',
      path: '/complaints/{code}/push',
      tag: TAG,
      summary: 'Send the news of the complaint to a device (Web Push)',
      description:
        'Takes a subscription that the device made with the `pushKey` of `GET /city`. Each push says only that there ' +
        `is news, and names the complaint. A complaint has at most ${PHONES_AT_MOST} devices. Repeating it changes nothing.`,
      body: subscriptionSchema,
      scope: 'complaints:act',
      responses: { 204: { description: 'The device will be sent the news.' } },
      problems: ['not_found', 'conflict'],
    },
    {
      permit: ({ params, actor }) =>
        findFor(deps, { code: params.code ?? '', actor, permission: 'be_pushed' }),
      async handle({ body: { endpoint, keys, language } }, { id: complaintId }) {
        if (deps.settings.pushKey === undefined) throw refused('push_off', 'This city sends no pushes.');
        await requireCallable(deps.checkDestination, { field: 'endpoint', url: endpoint });
        const phone = { endpoint, ...keys, language: language ?? deps.city.defaultLanguage };
        const outcome = await deps.pushes.subscribe({ complaintId, ...phone });
        if (outcome === 'not_theirs') throw notFound();
        if (outcome === 'too_many')
          throw refused('too_many', `A complaint has at most ${PHONES_AT_MOST} devices.`);
        return { status: 204 };
      },
    },
  );
}

function endPush(deps: PushDeps) {
  return defineOperation(
    {
      id: 'endPush',
      audience: 'reporters',
      example: { body: { endpoint: EXAMPLE.endpoint } },
      method: 'post',
      path: '/complaints/{code}/push/end',
      tag: TAG,
      summary: 'Send the news of the complaint to a device no more',
      description: 'The device still gets those of its other complaints. Repeating it changes nothing.',
      body: endingSchema,
      scope: 'complaints:act',
      responses: { 204: { description: 'The device is sent nothing more of this complaint.' } },
      problems: ['not_found'],
    },
    {
      permit: ({ params, actor }) =>
        findFor(deps, { code: params.code ?? '', actor, permission: 'be_pushed' }),
      async handle({ body: { endpoint } }, { id: complaintId }) {
        await deps.pushes.end({ complaintId, endpoint });
        return { status: 204 };
      },
    },
  );
}

function refused(rule: string, detail: string): Problem {
  return new Problem({ code: 'conflict', detail, errors: [{ rule, detail }] });
}
