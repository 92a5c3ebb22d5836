import { z } from 'zod';

type Method = 'get' | 'post' | 'patch' | 'delete';

interface Media {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface PublishedOperation {
  operationId: string;
  tags: string[];
  security: Record<string, string[]>[];
  'x-audience': string;
  parameters?: { in: string; name: string; example?: string; schema: object }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { headers?: Record<string, object>; content?: Record<string, Media> }>;
}

export interface PublishedDocument {
  paths: Record<string, Partial<Record<Method, PublishedOperation>>>;
  components: Record<'schemas' | 'securitySchemes' | 'headers', Record<string, object>>;
}

export interface Published extends PublishedOperation {
  method: Method;
  path: string;
}

/** All operations of a published document. */
export function operationsOf({ paths }: PublishedDocument): Published[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      ...{ path, method: method as Method },
    })),
  );
}

/** The request that an operation's examples make. */
export function exampleRequest({ path, parameters = [], requestBody }: Published) {
  const examples = parameters.filter(({ example }) => example !== undefined);
  const of = (place: string) => examples.filter((parameter) => parameter.in === place);
  const address = of('path').reduce(
    (before, { name, example }) => before.replace(`{${name}}`, encodeURIComponent(example ?? '')),
    path,
  );
  const query = new URLSearchParams(
    of('query').map(({ name, example = '' }): [string, string] => [name, example]),
  ).toString();
  const [[type, media] = []] = Object.entries(requestBody?.content ?? {});
  return { url: query === '' ? address : `${address}?${query}`, type, body: media?.example };
}

/** How a value differs from a schema of the document; empty if it does not. */
export function errorsIn(value: unknown, schema: object, document: PublishedDocument): string[] {
  const whole = { ...schema, $defs: document.components.schemas };
  const here: unknown = JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/'));
  const { error } = z.fromJSONSchema(here as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
  return error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
}
