import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { malformed } from './problem';

/**
 * A part's header that names a charset: its text is then decoded by the parser, whatever `defCharset` says. Looked for in the
 * whole body, as one plain word, so that no body takes long to look through.
 */
const NAMES_CHARSET = 'charset=';

const namingCharsets = new WeakSet<Request>();

/**
 * For multer: text arrives as its bytes, one character for each. Its parser would put U+FFFD for what is no UTF-8, and that
 * is a character that people paste. `partText` decodes it.
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

/** Text of a part that was read with `TEXT_AS_BYTES`. @throws Problem `malformed` for what is no UTF-8 */
export function partText(request: Request, value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const isBytes = bytes.toString('latin1') === value;
  if (!isBytes) return value;
  if (isUtf8(bytes)) return bytes.toString('utf8');
  // Letters like é, decoded by the charset that their part may have named.
  if (namingCharsets.has(request)) return value;
  throw malformed('The form is not UTF-8.');
}
