import type { Request } from 'express';
import { malformed, notFound, Problem } from '../http/problem';
import type { Format } from './document';
import type { Open311Operation } from './operation';

interface Route {
  /** Undefined if the path does not have this method. */
  operation: Open311Operation | undefined;
  /** What the last part of the path names, if it names something. */
  id: string;
  /** The methods of the path, for the `Allow` header. */
  allowed: string;
}

/** @throws Problem `not_found` */
export function findRoute(operations: readonly Open311Operation[], request: Request): Route {
  const segments = splitFormat(request.path).place.split('/').slice(1);
  const here = operations.filter(({ path }) => fits(path.split('/').slice(1), segments));
  if (here.length === 0) throw notFound();
  const methods = here.map(({ method }) => method.toUpperCase());
  const wanted = request.method === 'HEAD' ? 'GET' : request.method;
  return {
    operation: here.find(({ method }) => method.toUpperCase() === wanted),
    id: decode(segments[1] ?? ''),
    allowed: [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', '),
  };
}

function fits(template: string[], segments: string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => part.startsWith('{') || part === segments[index]);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw malformed('The path is not percent-encoded UTF-8.', cause);
  }
}

/** @throws Problem `not_acceptable` */
export function formatOf(request: Request): Format {
  const { format } = splitFormat(request.path);
  if (format === 'json' || format === 'xml') return format;
  throw new Problem({ code: 'not_acceptable', detail: 'The address ends in .json or in .xml.' });
}

/** An unsupported format cannot carry its own error, so the error is sent in a supported one. */
export function formatOfErrors(request: Request): Format {
  const { format } = splitFormat(request.path);
  if (format === 'json' || format === 'xml') return format;
  return request.accepts(['text/xml', 'application/json']) === 'application/json' ? 'json' : 'xml';
}

function splitFormat(path: string): { place: string; format: string } {
  const [, place = path, format = ''] = /^(.*)\.([A-Za-z0-9]+)$/.exec(path) ?? [];
  return { place, format: format.toLowerCase() };
}
