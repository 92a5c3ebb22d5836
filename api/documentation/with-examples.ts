import type { PublishedExample } from '../http/published-example';
import type { OpenApiDocument } from './document';

interface Media {
  schema?: { properties?: Record<string, unknown> };
  example?: unknown;
}

interface DocumentedOperation {
  operationId?: string;
  parameters?: { in: string; name: string; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
}

interface Examples {
  /** By operation id. */
  requests: ReadonlyMap<string, PublishedExample>;
  /** Values of path parameters, by name. */
  pathParts: Readonly<Record<string, string>>;
}

/** Adds each example to the parameters and bodies of its request. */
export function withExamples(document: OpenApiDocument, { requests, pathParts }: Examples): OpenApiDocument {
  const paths = Object.values(document.paths ?? {});
  for (const operation of paths.flatMap((path) => Object.values(path) as DocumentedOperation[])) {
    const { query = {}, body } = requests.get(operation.operationId ?? '') ?? {};
    for (const parameter of operation.parameters ?? []) {
      const example = { path: pathParts, query }[parameter.in]?.[parameter.name];
      if (example !== undefined) parameter.example = example;
    }
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      // With photos, the JSON is one part of several.
      if (body) media.example = media.schema?.properties?.data ? { data: body } : body;
    }
  }
  return document;
}
