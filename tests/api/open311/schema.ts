import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { $defs } from './georeport-v2.schema.json';

type Definition = keyof typeof $defs;

/** How a JSON response differs from the specification's schema; empty if it does not. */
export function schemaErrors(definition: Definition, json: unknown): string[] {
  const schema = z.fromJSONSchema($defs[definition] as Parameters<typeof z.fromJSONSchema>[0]);
  const { error } = schema.safeParse(json);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true, trimValues: false });

/** The root's name, and its content in the shape of the JSON, with all its leaves as text. */
export function readXml(text: string): { root: string; content: unknown } {
  const isValid = XMLValidator.validate(text);
  if (isValid !== true) throw new Error(`not XML: ${isValid.err.msg}`);
  const [[root, content] = ['', '']] = Object.entries(parser.parse(text) as object);
  return { root, content: unwrapped(root, content) };
}

const CHILDREN: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
};

function unwrapped(name: string, node: unknown): unknown {
  const child = CHILDREN[name];
  if (child !== undefined) {
    const inner = (node === '' ? [] : (node as Record<string, unknown>)[child]) ?? [];
    return (Array.isArray(inner) ? inner : [inner]).map((each) => unwrapped(child, each));
  }
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, unwrapped(key, value)]));
}

/** A JSON response with all its leaves as text, as XML has them. */
export function asText(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asText);
  if (node === null) return '';
  if (typeof node !== 'object') return String(node);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, asText(value)]));
}
