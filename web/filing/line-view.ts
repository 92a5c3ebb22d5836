interface LineInput {
  /** Of the field, and its name. */
  id: 'name' | 'email' | 'phone';
  type: 'text' | 'email' | 'tel';
  label: string;
  hint: string | null;
  value: string | null;
  error: string | null;
}

/** What a browser may know already, by its own words for it. */
const AUTOCOMPLETE = { name: 'name', email: 'email', phone: 'tel' } as const;

/** A field of one line. */
export function lineView(line: LineInput) {
  const { id, hint, error, value } = line;
  const describedBy = [...(hint === null ? [] : [`${id}-hint`]), ...(error === null ? [] : [`${id}-error`])];
  return { ...line, value: value ?? '', autocomplete: AUTOCOMPLETE[id], describedBy: describedBy.join(' ') };
}
