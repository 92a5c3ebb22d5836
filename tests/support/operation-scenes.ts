import { EXAMPLE_IDS } from '../../api/documentation/example-values';
import type { Audience } from '../../api/http/published-example';
import { createDestinationCheck } from '../../network/destination-check';
import { drawn } from '../photos/sample-photos';
import { FILING, startApi, type ApiUnderTest, type Filed } from './api-under-test';

/** What an operation needs in order to respond as in its published example, and who calls it. */
export interface Scene {
  bearer: string | null;
  /** Replaces the ids of the published example by real ones. */
  real: (text: string) => string;
}

interface DocumentedOperation {
  operationId: string;
  path: string;
  audience: Audience;
}

const AUTHOR = { by: 'test' };
/** By operation: an act that has to be executed first. */
const BEFORE: Record<string, [act: string, body: object]> = {
  confirm: ['resolve', { note: 'Selesai.' }],
  reopen: ['resolve', { note: 'Selesai.' }],
  rateComplaint: ['resolve', { note: 'Selesai.' }],
  tell: ['resolve', { note: 'Selesai.' }],
  answer: ['ask', { question: 'Di sisi mana?' }],
  getPhoto: ['acknowledge', {}],
  getThumbnail: ['acknowledge', {}],
};

/** Starts the API with a scene for each operation; other hosts resolve to a public address and are never called. */
export async function startScenes() {
  const resolve = async () => [{ address: '93.184.215.14', family: 4 }];
  const checkDestination = createDestinationCheck({ allowedNetworks: [], resolve });
  const test = await startApi({ deps: { checkDestination } });
  const agency = test.city.categories[0]?.agency ?? '';
  const keys: Partial<Record<Audience, string>> = {
    applications: await test.key('application'),
    officers: await test.key('officer', agency),
    supervisors: await test.key('supervisor', agency),
    command_centre: await test.key('command_centre'),
    administrators: await test.key('administrator'),
  };
  const earlier = await test.fileAssigned({ category: test.city.categories[0]?.code });
  const outage = { path: `/api/v1/agencies/${agency}/outages`, key: keys.command_centre ?? '' };
  return {
    ...test,
    async sceneOf(operation: DocumentedOperation): Promise<Scene> {
      const { operationId, audience } = operation;
      const complaint = await complaintFor(test, operation);
      const before = BEFORE[operationId];
      if (before) await test.act(complaint.trackingCode, before[0], keys.officers ?? '', before[1]);
      const real = new Map<string, string>([
        [EXAMPLE_IDS.code, complaint.trackingCode],
        [EXAMPLE_IDS.earlierCode, earlier.trackingCode],
        ...(await idsFor(test, { operation, complaint, agency, outage })),
      ]);
      return {
        bearer: audience === 'reporters' ? complaint.reporterToken : (keys[audience] ?? null),
        real: (text) =>
          [...real].reduce((before, [published, there]) => before.replaceAll(published, there), text),
      };
    },
  };
}

async function complaintFor(test: ApiUnderTest, { path, operationId }: DocumentedOperation): Promise<Filed> {
  const category = test.city.categories[0]?.code ?? '';
  const wanted = path.includes('{photo}') || operationId === 'changeVisibility';
  if (!wanted) return test.fileAssigned({ category });
  const { body } = await test.api
    .post('/api/v1/complaints')
    .field('data', JSON.stringify({ ...FILING, category }))
    .attach('photos', await drawn(20, 20).png().toBuffer(), 'a.png');
  await test.assign((body as Filed).id);
  return body as Filed;
}

interface Making {
  operation: DocumentedOperation;
  complaint: Filed;
  agency: string;
  outage: { path: string; key: string };
}

async function idsFor(
  test: ApiUnderTest,
  { operation: { operationId, path }, complaint, agency, outage }: Making,
): Promise<[string, string][]> {
  const { id, photo, officer, delivery } = EXAMPLE_IDS;
  if (operationId === 'assign') return [[officer, await newMember(test, agency)]];
  if (path.includes('{photo}')) {
    const stored = await test.db.models.Photo.findOne({ where: { complaintId: complaint.id } });
    return [[photo, stored?.id ?? '']];
  }
  if (path.includes('/staff/{id}')) return [[id, await newMember(test, agency)]];
  if (path.includes('/api-keys/{id}')) {
    const role = 'application' as const;
    return [[id, (await test.deps.apiKeys.create({ role, agency: null, label: 'baru' }, AUTHOR)).id]];
  }
  if (path.includes('/outages/{id}')) return [[id, await declared(test, outage)]];
  if (path.includes('/webhooks/{id}')) {
    const webhook = await newWebhook(test);
    const ping = await test.deps.webhooks.ping(webhook);
    return [
      [id, webhook],
      [delivery, ping?.id ?? ''],
    ];
  }
  return [];
}

let members = 0;

async function newMember(test: ApiUnderTest, agency: string): Promise<string> {
  const email = `member-${(members += 1)}@agency.example`;
  const member = { name: 'Budi', role: 'officer', agency, language: 'id', email } as const;
  return (await test.deps.staff.add(member, AUTHOR)).id;
}

async function newWebhook({ deps: { webhooks } }: ApiUnderTest): Promise<string> {
  const filters = { types: [], agencies: [], categories: [], includeConfidential: false };
  const url = 'https://jcoc.example.org/hooks';
  return (await webhooks.add({ ...filters, url, label: 'JCOC' }, AUTHOR)).endpoint.id;
}

/** The id of a current outage: a new one, or the existing one, since an agency can have only one at a time. */
async function declared(test: ApiUnderTest, { path, key }: Making['outage']): Promise<string> {
  const bearer = { Authorization: `Bearer ${key}` };
  const { body } = await test.api.post(path).set(bearer).send({ hours: 24, reason: 'Banjir.' });
  if (typeof body.id === 'string') return body.id;
  const { body: list } = await test.api.get(path).set(bearer);
  return list.items[0].id;
}
