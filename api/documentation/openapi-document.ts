import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { Operation } from '../http/operation';
import type { PublishedExample } from '../http/published-example';
import { EVENT_STREAM } from '../live/live-request';
import { PHOTO_BYTES_AT_MOST, PHOTOS_AT_MOST } from '../http/read-multipart';
import { AUDIENCES, requirementsOf, securitySchemes } from './credentials';
import { pathExamples } from './example-values';
import { responseHeaders, HEADERS } from './headers';
import { problemResponses } from './problem-responses';
import { requestHeaders } from './request-headers';
import { withExamples } from './with-examples';
import type { OpenApiDocument } from './document';

const DESCRIPTION = `Errors are problem documents (RFC 9457) with a stable \`type\`. 400 means that the request cannot be
parsed, 422 that it was parsed and breaks a rule, which \`errors\` names. What is not yours does not exist (404).
A POST with an \`Idempotency-Key\` may be repeated and counts once.`;

/** The published part of an interface with conventions other than ours. */
export interface ForeignInterface {
  routes: readonly RouteConfig[];
  examples: ReadonlyMap<string, PublishedExample>;
}

interface Documented {
  operations: readonly Operation[];
  publicUrl: string;
  city: CityPack;
  sessionCookie: string;
  /** The issuer whose tokens the API accepts; null if the city has none of its own. */
  issuer: string | null;
  foreign?: ForeignInterface;
}

/** OpenAPI 3.1, generated from the same schemas that validate requests. */
export function openApiDocument(input: Documented): OpenApiDocument {
  const { operations, publicUrl, city, foreign } = input;
  const registry = new OpenAPIRegistry();
  for (const [name, scheme] of Object.entries(securitySchemes(input)))
    registry.registerComponent('securitySchemes', name, scheme);
  for (const [name, header] of Object.entries(HEADERS)) registry.registerComponent('headers', name, header);
  for (const operation of operations) registry.registerPath(routeOf(operation, input));
  for (const route of foreign?.routes ?? []) registry.registerPath(route);
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      ...{ title: `SiKesal, ${city.name}`, version: '1', description: DESCRIPTION },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: publicUrl }],
    tags: tagsOf([
      ...operations.map(({ tag }) => tag),
      ...(foreign?.routes ?? []).flatMap(({ tags = [] }) => tags),
    ]),
  });
  const requests = new Map(operations.map(({ id, example = {} }) => [id, example]));
  for (const [id, example] of foreign?.examples ?? []) requests.set(id, example);
  return withExamples(document, { requests, pathParts: pathExamples(city) });
}

function tagsOf(names: string[]) {
  return [...new Set(names)].map((name) => ({ name }));
}

function routeOf(operation: Operation, { publicUrl, issuer }: Documented): RouteConfig {
  const { id, method, path, tag, summary, description, audience, scope } = operation;
  return {
    method,
    path: publicPath(operation),
    operationId: id,
    tags: [tag],
    summary,
    description: [description, AUDIENCES[audience]].filter((text) => text !== undefined).join('\n\n'),
    'x-audience': audience,
    security: requirementsOf({ audience, method, scope, hasIssuer: issuer !== null }),
    request: {
      params: paramsOf(path),
      query: operation.query,
      headers: requestHeaders(operation),
      ...(operation.body ? { body: bodyOf(operation, operation.body) } : {}),
    },
    responses: { ...successes(operation), ...problemResponses(operation, publicUrl) },
  };
}

/** An operation's path from the root of the server. */
export function publicPath({ path }: Pick<Operation, 'path'>): string {
  return path.startsWith('/dev/') ? path : `/api/v1${path}`;
}

function paramsOf(path: string): z.ZodObject | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  if (names.length === 0) return undefined;
  return z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
}

function bodyOf({ photos }: Operation, schema: z.ZodType) {
  const json = { 'application/json': { schema } };
  if (!photos) return { required: false, content: json };
  const file = z.string().meta({ contentMediaType: 'application/octet-stream' });
  const multipart = z.object({
    data: schema,
    photos: z
      .array(file)
      .max(PHOTOS_AT_MOST)
      .optional()
      .meta({ description: `JPEG, PNG or WebP, at most ${PHOTO_BYTES_AT_MOST / 1024 / 1024} MB each` }),
  });
  return { content: { ...json, 'multipart/form-data': { schema: multipart } } };
}

function successes(operation: Operation): RouteConfig['responses'] {
  const { responses, stream, headers: own } = operation;
  const streamed = stream ? { [EVENT_STREAM]: { schema: z.string().meta(stream) } } : {};
  const headers = responseHeaders(operation);
  const documented = Object.entries(responses).map(
    ([status, { description, schema = z.string(), type = 'application/json' }]) =>
      [
        status,
        {
          description,
          headers,
          ...(status === '204' ? {} : { content: { [type]: { schema }, ...streamed } }),
        },
      ] as const,
  );
  const fresh: RouteConfig['responses'] = own?.includes('ETag')
    ? { 304: { description: 'It has not changed.', headers } }
    : {};
  return { ...Object.fromEntries(documented), ...fresh };
}
