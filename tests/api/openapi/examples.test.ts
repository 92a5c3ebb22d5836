import type { Response } from 'supertest';
import type { Audience } from '../../../api/http/published-example';
import { startScenes } from '../../support/operation-scenes';
import { exampleRequest, errorsIn, operationsOf, type Published, type PublishedDocument } from './published';

const ALSO_EMPTY = ['204', '304'];

describe('what is published about the API', () => {
  let test: Awaited<ReturnType<typeof startScenes>>;
  let document: PublishedDocument;
  let operations: Published[];
  beforeAll(async () => {
    test = await startScenes();
    document = (await test.api.get('/api/openapi.json')).body;
    operations = operationsOf(document);
  });
  afterAll(() => test.stop());

  it('leads to the promised response with the example of every operation', async () => {
    const outcomes: Record<string, unknown> = {};
    for (const operation of operations) outcomes[operation.operationId] = await tried(operation);
    expect(outcomes).toEqual(
      Object.fromEntries(operations.map(({ operationId }) => [operationId, 'as published'])),
    );
  });

  async function tried(operation: Published): Promise<string> {
    const response = await send(operation);
    const promised = operation.responses[response.status];
    if (!promised || response.status >= 300) return `${response.status} ${response.text}`;
    const content = promised.content?.[response.type];
    if (!content)
      return ALSO_EMPTY.includes(String(response.status)) ? 'as published' : `type ${response.type}`;
    const isJson = response.type.endsWith('json');
    const value: unknown = isJson ? JSON.parse(response.text ?? response.body.toString()) : '';
    return errorsIn(value, content.schema, document).join('; ') || 'as published';
  }

  async function send(operation: Published): Promise<Response> {
    const { url, type, body } = exampleRequest(operation);
    const { operationId, path } = operation;
    const audience = operation['x-audience'] as Audience;
    const scene = await test.sceneOf({ operationId, path, audience });
    const call = test.api[operation.method](scene.real(url));
    if (scene.bearer) void call.set('Authorization', `Bearer ${scene.bearer}`);
    if (type === undefined) return call;
    const real: unknown = JSON.parse(scene.real(JSON.stringify(body ?? {})));
    return call.type(type).send(real as object);
  }
});
