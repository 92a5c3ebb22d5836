import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Operation } from '../http/operation';
import { EVENT_STREAM } from '../live/live-request';
import { PROBLEMS, type ProblemCode } from '../http/problem-catalogue';
import { problemDocumentSchema } from '../http/problem-document';
import { PHOTO_BYTES_AT_MOST, PHOTOS_AT_MOST } from '../http/read-multipart';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const DESCRIPTION = `Errors are problem documents (RFC 9457) with a stable \`type\`. 400 means that the request cannot be
parsed, 422 that it was parsed and breaks a rule, which \`errors\` names. What is not yours does not exist (404).
A POST with an \`Idempotency-Key\` may be repeated and counts once.`;

/** OpenAPI 3.1, from the very schemas that check the requests. */
export function openApiDocument(input: {
  operations: readonly Operation[];
  publicUrl: string;
  cityName: string;
  /** Of interfaces that speak another way than ours. */
  routes?: readonly RouteConfig[];
}): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key (`sk_…`), the `reporterToken` that a filing answered, or a token of the city’s OpenID Connect issuer ' +
      'where it has one.',
  });
  for (const operation of input.operations) registry.registerPath(routeOf(operation));
  for (const route of input.routes ?? []) registry.registerPath(route);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: `SiKesal, ${input.cityName}`, version: '1', description: DESCRIPTION },
    servers: [{ url: input.publicUrl }],
  });
}

function routeOf(operation: Operation): RouteConfig {
  const { id, method, path, tag, summary, description } = operation;
  return {
    method,
    path: publicPath(operation),
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: [{}, { bearer: [] }],
    request: {
      params: paramsOf(path),
      query: operation.query,
      ...(operation.idempotent ? { headers: z.object({ 'Idempotency-Key': idempotencyKey }) } : {}),
      ...(operation.body ? { body: bodyOf(operation, operation.body) } : {}),
    },
    responses: { ...successes(operation), ...problems(operation) },
  };
}

/** Where an operation is found from the root of the server. */
export function publicPath({ path }: Pick<Operation, 'path'>): string {
  return path.startsWith('/dev/') ? path : `/api/v1${path}`;
}

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({ description: 'Names the request: repeated with the same key it counts once.' });

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

function successes({ responses, stream }: Operation): RouteConfig['responses'] {
  const streamed = stream ? { [EVENT_STREAM]: { schema: z.string().meta(stream) } } : {};
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema, type = 'application/json' }]) => {
      const media = schema ? { schema } : { schema: z.string() };
      return [
        status,
        status === '204' ? { description } : { description, content: { [type]: media, ...streamed } },
      ];
    }),
  );
}

/** Problems of one status are told together. */
function problems(operation: Operation): RouteConfig['responses'] {
  const codes = new Set<ProblemCode>([
    'malformed',
    'unauthorized',
    'not_acceptable',
    'invalid',
    'too_many_requests',
  ]);
  for (const code of [...(operation.problems ?? []), 'unavailable' as const]) codes.add(code);
  if (operation.scope) codes.add('insufficient_scope');
  if (operation.body) for (const code of ['too_large', 'unsupported_media_type'] as const) codes.add(code);
  const responses: RouteConfig['responses'] = {};
  for (const code of [...codes].sort()) {
    const { status, title } = PROBLEMS[code];
    const before = responses[status];
    const description = before && 'description' in before ? `${before.description}. ${title}` : title;
    responses[status] = {
      description,
      content: { 'application/problem+json': { schema: problemDocumentSchema } },
    };
  }
  return responses;
}
