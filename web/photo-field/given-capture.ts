import type { GivenCapture } from '../../api/complaints/filing-schemas';
import type { PagesContext } from '../pages-context';

type Context = Pick<PagesContext, 'filing'>;

/** What a client read from one photo. It may misread broken metadata: that counts as nothing read. */
export function givenCapture(context: Context, typed: string | undefined): GivenCapture | null {
  return captureIn(context, parsed(typed));
}

/** The same for all photos of a form, in their order. */
export function givenCaptures(context: Context, typed: string | undefined): (GivenCapture | null)[] {
  const list = parsed(typed);
  return Array.isArray(list) ? list.map((each) => captureIn(context, each)) : [];
}

function captureIn({ filing }: Context, given: unknown): GivenCapture | null {
  const read = filing.schemas.captures.safeParse({ captures: [given] });
  return read.data?.captures?.[0] ?? null;
}

function parsed(typed: string | undefined): unknown {
  if (typed === undefined) return null;
  try {
    return JSON.parse(typed);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
