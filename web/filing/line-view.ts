interface LineInput {
  /** Id and name of the field. */
  id: 'name' | 'email' | 'phone';
  type: 'text' | 'email' | 'tel';
  label: string;
  hint: string | null;
  value: string | null;
  error: string | null;
}

/** The browser's names for what it can fill in. */
const AUTOCOMPLETE = { name: 'name', email: 'email', phone: 'tel' } as const;

/** A one-line field. */
export function lineView(line: LineInput) {
  const { id, hint, error, value } = line;
  const describedBy = [...(hint === null ? [] : [`${id}-hint`]), ...(error === null ? [] : [`${id}-error`])];
  return { ...line, value: value ?? '', autocomplete: AUTOCOMPLETE[id], describedBy: describedBy.join(' ') };
}
