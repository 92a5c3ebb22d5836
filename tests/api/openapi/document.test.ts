import { createConfig, lintFromString } from '@redocly/openapi-core';
import { PUBLIC_URL, startApi, type ApiUnderTest } from '../../support/api-under-test';
import { exampleRequest, errorsIn, operationsOf, type Published, type PublishedDocument } from './published';

/** The linter's rules for what OpenAPI 3.1 requires, and for examples that fit their schemas. */
const RULES = {
  struct: 'error',
  'no-unresolved-refs': 'error',
  'no-undefined-server-variable': 'error',
  'no-enum-type-mismatch': 'error',
  'no-identical-paths': 'error',
  'no-path-trailing-slash': 'error',
  'operation-operationId-unique': 'error',
  'operation-parameters-unique': 'error',
  'operation-tag-defined': 'error',
  'path-declaration-must-exist': 'error',
  'path-parameters-defined': 'error',
  'security-defined': 'error',
  'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: false },
  'no-invalid-parameter-examples': 'error',
  'no-invalid-schema-examples': 'error',
} as const;

describe('the OpenAPI document', () => {
  let test: ApiUnderTest;
  let text: string;
  let document: PublishedDocument;
  let operations: Published[];
  beforeAll(async () => {
    test = await startApi();
    ({ text } = await test.api.get('/api/openapi.json'));
    document = JSON.parse(text);
    operations = operationsOf(document);
  });
  afterAll(() => test.stop());

  const errors = async (source: string) => {
    const config = await createConfig({ rules: RULES });
    const found = await lintFromString({ source, absoluteRef: '/openapi.json', config });
    return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
  };

  it('is OpenAPI 3.1, with examples that fit their schemas', async () => {
    expect(await errors(text)).toEqual([]);
  });

  it('names its server, and the bodies and headers of a filing', () => {
    const { openapi, servers, paths } = JSON.parse(text);
    expect([openapi, servers]).toEqual(['3.1.0', [expect.objectContaining({ url: PUBLIC_URL })]]);
    const filing = paths['/api/v1/complaints'].post;
    expect(Object.keys(filing.requestBody.content)).toEqual(['application/json', 'multipart/form-data']);
    for (const name of ['Idempotency-Key', 'Idempotency-Secret'])
      expect(filing.parameters).toContainEqual(expect.objectContaining({ name, in: 'header' }));
  });

  it('is found faulty with a response without a description, a wrong example and a reference to nothing', async () => {
    const planted = {
      struct: ['"description":"It is stored and its clock runs."', '"x":1'],
      'no-invalid-media-type-examples': ['"stars":4', '"stars":6'],
      'no-unresolved-refs': ['#/components/schemas/Filing"', '#/components/schemas/None"'],
    } as const;
    let faulty = text;
    for (const [before, after] of Object.values(planted)) {
      expect(faulty).toContain(before);
      faulty = faulty.replace(before, after);
    }
    const rules = (await errors(faulty)).map((error) => error.split(':')[0]);
    expect(rules).toEqual(expect.arrayContaining(Object.keys(planted)));
  });

  it('has an example for each body and each required parameter', () => {
    const without = operations.filter((operation) => {
      const { body, type } = exampleRequest(operation);
      const { parameters = [] } = operation;
      const needed = parameters.filter((each) => 'required' in each && each.required);
      return (
        (type !== undefined && body === undefined) || needed.some(({ example }) => example === undefined)
      );
    });
    expect(without.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('has examples for each refusal that fit its schema', () => {
    const refusals = operations.flatMap(({ operationId, responses }) =>
      Object.entries(responses)
        .filter(([status]) => Number(status) >= 400)
        .map(([status, { content = {} }]) => ({ name: `${operationId} ${status}`, content })),
    );
    expect(refusals.length).toBeGreaterThan(300);
    const bad = refusals.filter(({ content }) => {
      const media = content['application/problem+json'] ?? content['application/json'];
      const examples = [media?.example, ...Object.values(media?.examples ?? {}).map(({ value }) => value)];
      const given = examples.filter((example) => example !== undefined);
      return (
        given.length === 0 || given.some((each) => errorsIn(each, media?.schema ?? {}, document).length > 0)
      );
    });
    expect(bad.map(({ name }) => name)).toEqual([]);
  });

  it('has no empty schema for a response or a field', () => {
    const bare = [...JSON.stringify(document.components.schemas).matchAll(/"(\w+)":\{\}/g)];
    // Free members of a GeoJSON geometry and of an event's data.
    expect([...new Set(bare.map(([, name]) => name))]).toEqual(['additionalProperties']);
    expect(text).not.toContain('"schema":{}');
  });

  it('requires credentials for all operations but those for everybody', () => {
    const required = operations.filter(
      ({ security }) => !security.some((each) => Object.keys(each).length === 0),
    );
    const withoutAny = operations.filter((operation) => !required.includes(operation));
    expect(withoutAny.every((operation) => operation['x-audience'] === 'everybody')).toBe(true);
    expect(required.every((operation) => operation['x-audience'] !== 'everybody')).toBe(true);
    expect(operations.find(({ operationId }) => operationId === 'listEvents')?.security).toEqual([
      { key: ['events:read'] },
      { session: [] },
    ]);
  });
});
