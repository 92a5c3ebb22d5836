import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startApi } from '../../support/api-under-test';
import { errorsIn, operationsOf, type Published, type PublishedDocument } from './published';

const FOLDER = resolve(__dirname, '../../../docs/http');

interface Request {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
}

/** The requests of a collection, with its variables filled in. @throws Error for an unknown variable */
function requestsIn(text: string): Request[] {
  const [head = '', ...blocks] = text.split(/^### .*$/m);
  const variables = new Map([...head.matchAll(/^@(\w+) = (.+)$/gm)].map(([, name, value]) => [name, value]));
  return blocks.map((block) => {
    const filled = block.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
      const value = variables.get(name);
      if (value === undefined) throw new Error(`no ${name}`);
      return value;
    });
    const [top = '', ...rest] = filled.trim().split('\n\n');
    const [line = '', ...headers] = top.split('\n').filter((each) => !each.startsWith('#'));
    const [method = '', url = ''] = line.split(' ');
    return {
      ...{ method: method.toLowerCase(), url: new URL(url) },
      headers: Object.fromEntries(headers.map((header) => header.split(': '))),
      body: rest.join('\n\n'),
    };
  });
}

describe('the collections of requests', () => {
  let document: PublishedDocument;
  let operations: Published[];
  let collections: Map<string, Request[]>;
  beforeAll(async () => {
    const test = await startApi();
    document = (await test.api.get('/api/openapi.json')).body;
    await test.stop();
    operations = operationsOf(document);
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.http'));
    const read = names.map(async (name) => {
      return [name, requestsIn(await readFile(join(FOLDER, name), 'utf8'))] as const;
    });
    collections = new Map(await Promise.all(read));
  });

  const fileOf = ({ tags: [tag = ''] }: Published) => `${tag.toLowerCase().replaceAll(' ', '-')}.http`;

  function operationOf({ method, url }: Request): Published | undefined {
    const path = decodeURIComponent(url.pathname);
    const fits = (template: string) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
    const fitting = operations.filter((each) => each.method === method && fits(each.path));
    return fitting.find((operation) => operation.path === path) ?? fitting[0];
  }

  it('have every operation once, in the file of its tag', () => {
    const wanted = operations.map((operation) => `${fileOf(operation)} ${operation.operationId}`);
    const had = [...collections].flatMap(([name, requests]) =>
      requests.map((request) => `${name} ${operationOf(request)?.operationId}`),
    );
    expect(had.sort()).toEqual(wanted.sort());
  });

  it('are what the document allows', () => {
    const errors = [...collections.values()].flat().flatMap((request) => {
      const operation = operationOf(request);
      return operation ? errorsOf(request, operation) : [];
    });
    expect(errors).toEqual([]);
  });

  it('are found faulty when they break the document', () => {
    const [rating] = requestsIn(
      '### Rate\nPOST http://localhost/api/v1/complaints/SK-1/rating?x=1\nContent-Type: application/json\n\n{"stars": 6}',
    );
    const operation = rating && operationOf(rating);
    expect(operation?.operationId).toBe('rateComplaint');
    expect(errorsOf(rating as Request, operation as Published)).toHaveLength(3);
  });

  function errorsOf({ url, headers, body }: Request, operation: Published): string[] {
    const { operationId, parameters = [], requestBody } = operation;
    const needsCredential = operation['x-audience'] !== 'everybody';
    const content = requestBody?.content[headers['Content-Type'] ?? ''];
    const query = [...url.searchParams].flatMap(([name, value]) => {
      const parameter = parameters.find((each) => each.in === 'query' && each.name === name);
      return parameter ? errorsIn(value, parameter.schema, document) : [`no parameter ${name}`];
    });
    return [
      ...query,
      ...(needsCredential === /^Bearer \S+$/.test(headers.Authorization ?? '') ? [] : ['credential']),
      ...((requestBody === undefined) === (content === undefined) ? [] : ['type of body']),
      ...(content ? errorsIn(parsed(body, headers['Content-Type']), content.schema, document) : []),
    ].map((error) => `${operationId}: ${error}`);
  }

  const parsed = (body: string, type = ''): unknown =>
    type.endsWith('json') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
});
