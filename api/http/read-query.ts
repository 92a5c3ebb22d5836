import { cutText } from '../../domain/human-text';
import { malformed } from './problem';

/**
 * The parameters of a query string, each at most once.
 * @throws Problem `malformed` for a repeated name, or an escape that is not UTF-8
 */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?');
  const pairs =
    start < 0
      ? []
      : url
          .slice(start + 1)
          .split('&')
          .filter((pair) => pair !== '');
  // Without a prototype, so that no name collides with a built-in property.
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    if (name in query) throw malformed(`The query parameter “${cutText(name, 60)}” is there more than once.`);
    query[name] = at < 0 ? '' : decode(pair.slice(at + 1));
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw malformed('The query string is not percent-encoded UTF-8.', cause);
  }
}
