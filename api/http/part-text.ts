import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { malformed } from './problem';

/**
 * Appears in a part's header that names a charset; the parser then decodes the part's text, whatever `defCharset`
 * says. The whole body is searched for this plain string, so that no body takes long to scan.
 */
const NAMES_CHARSET = 'charset=';

const namingCharsets = new WeakSet<Request>();

/**
 * For multer: makes text arrive as its bytes, one character each. Its parser would replace invalid UTF-8 by
 * U+FFFD, which people may also paste. `partText` decodes the bytes.
 */
export const TEXT_AS_BYTES = {
  defCharset: 'latin1',
  streamHandler(request: Request, parser: NodeJS.WritableStream): void {
    let end = '';
    const look = (piece: Buffer) => {
      const text = end + piece.toString('latin1').toLowerCase();
      end = text.slice(1 - NAMES_CHARSET.length);
      if (!text.includes(NAMES_CHARSET)) return;
      namingCharsets.add(request);
      request.off('data', look);
    };
    request.on('data', look).pipe(parser);
  },
};

/**
 * Text of a part that was read with `TEXT_AS_BYTES`.
 * @throws Problem `malformed` if it is not UTF-8
 */
export function partText(request: Request, value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const isBytes = bytes.toString('latin1') === value;
  if (!isBytes) return value;
  if (isUtf8(bytes)) return bytes.toString('utf8');
  // Letters like é, already decoded by a charset that their part named.
  if (namingCharsets.has(request)) return value;
  throw malformed('The form is not UTF-8.');
}
