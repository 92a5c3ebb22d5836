import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { AUDIENCES, keyRequirementsOf } from '../documentation/credentials';
import type { ForeignInterface } from '../documentation/openapi-document';
import type { Open311Operation } from './operation';
import { errorsSchema } from './schemas';

const format = z.enum(['json', 'xml']);

/** The operations for the OpenAPI document; the XML is the JSON with the specification's wrappers. */
export function documentOpen311(operations: readonly Open311Operation[]): ForeignInterface {
  const examples = operations.map(({ id, method, example }) => {
    return [id, method === 'get' ? { query: example } : { body: example }] as const;
  });
  return { routes: operations.map(routeOf), examples: new Map(examples) };
}

function routeOf(operation: Open311Operation): RouteConfig {
  return {
    method: operation.method,
    path: `/open311/v2${operation.path}.{format}`,
    operationId: operation.id,
    tags: ['Open311 GeoReport v2'],
    summary: operation.summary,
    description: [operation.description, AUDIENCES[operation.audience]]
      .filter((text) => text !== undefined)
      .join('\n\n'),
    'x-audience': operation.audience,
    security: keyRequirementsOf(operation),
    request: {
      params: paramsOf(operation.path),
      ...(operation.method === 'get' ? { query: operation.parameters } : { body: bodyOf(operation) }),
    },
    responses: { 200: answered('What was asked for.', operation.response), ...refusals(operation) },
  };
}

function paramsOf(path: string): z.ZodObject {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return z.object({ ...Object.fromEntries(names.map((name) => [name, z.string()])), format });
}

function bodyOf({ parameters }: Open311Operation) {
  const media = z
    .array(z.string().meta({ contentMediaType: 'application/octet-stream' }))
    .max(PHOTO_LIMITS.photosAtMost)
    .optional()
    .meta({ description: 'JPEG, PNG or WebP' });
  return {
    required: true,
    content: {
      'application/x-www-form-urlencoded': { schema: parameters },
      'multipart/form-data': { schema: parameters.extend({ media }) },
    },
  };
}

function answered(description: string, schema: z.ZodType, example?: unknown) {
  return {
    description,
    content: {
      'application/json': { schema, ...(example === undefined ? {} : { example }) },
      'text/xml': { schema: z.string().meta({ description: 'The same, with the names of its elements.' }) },
    },
  };
}

const ALWAYS = {
  400: 'What was sent breaks a rule, which is named.',
  403: 'The api_key is missing, not valid, or not allowed this.',
  404: 'There is no such service, complaint, token or jurisdiction.',
  406: 'The address ends in neither .json nor .xml.',
  429: 'Too many requests.',
  503: 'A part of the service is not there for the moment.',
};
const OF_FORMS = { 413: 'The form is too large.', 415: 'This type of form is not understood.' };

function refusals({ method }: Open311Operation): RouteConfig['responses'] {
  const refused = { ...ALWAYS, ...(method === 'post' ? OF_FORMS : {}) };
  return Object.fromEntries(
    Object.entries(refused).map(([status, description]) => [
      status,
      answered(description, errorsSchema, [{ code: Number(status), description }]),
    ]),
  );
}
