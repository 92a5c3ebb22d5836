import { XMLBuilder } from 'fast-xml-parser';
import { mapInBatches } from '../http/map-in-batches';

type Leaf = string | number | boolean | null;
export type Node = Leaf | Node[] | { [name: string]: Node };

/** A response. JSON is the XML without its wrappers, so one value makes both. */
export interface Document {
  /** The outermost element of the XML; JSON has none. */
  root: keyof typeof REPEATED | 'discovery' | 'service_definition';
  content: Node;
  /** How many of the requested codes do not exist; left out if none were requested. */
  missing?: number;
}

export type Format = 'json' | 'xml';

export const CONTENT_TYPES: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
};

/** The element name of each child, by the name of its list. */
const REPEATED = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
} as const;

const builder = new XMLBuilder({ ignoreAttributes: true, processEntities: true, suppressEmptyNode: false });

const PROLOGUE = '<?xml version="1.0" encoding="utf-8"?>\n';

export function render({ root, content }: Document, format: Format): string {
  if (format === 'json') return JSON.stringify(content);
  return `${PROLOGUE}${builder.build({ [root]: xmlOf(root, content) })}`;
}

/** Like `render`, but other requests are served while a long list is written. */
export async function renderInBatches(document: Document, format: Format): Promise<string> {
  const { root, content } = document;
  if (!Array.isArray(content) || content.length === 0 || !isRepeated(root)) return render(document, format);
  if (format === 'json')
    return `[${(await mapInBatches(content, (each) => JSON.stringify(each))).join(',')}]`;
  const child = REPEATED[root];
  const children = await mapInBatches(content, (each) => builder.build({ [child]: xmlOf(child, each) }));
  return `${PROLOGUE}<${root}>${children.join('')}</${root}>`;
}

function xmlOf(name: string, node: Node): Node {
  if (Array.isArray(node)) {
    if (!isRepeated(name)) throw new RangeError(`the specification has no list "${name}"`);
    const child = REPEATED[name];
    // An element without children; an empty list would leave the element out.
    return node.length === 0 ? '' : { [child]: node.map((each) => xmlOf(child, each)) };
  }
  if (typeof node === 'string') return fitForXml(node);
  if (typeof node !== 'object' || node === null) return node ?? '';
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, xmlOf(key, value)]));
}

function isRepeated(name: string): name is keyof typeof REPEATED {
  return Object.hasOwn(REPEATED, name);
}

/** Replaces characters that no XML document can contain, even escaped. */
function fitForXml(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ');
}
