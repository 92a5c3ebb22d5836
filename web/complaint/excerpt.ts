import { cutText } from '../../domain/human-text';

/** The beginning of a text, at most this many characters including the ellipsis. */
export function excerpt(text: string, charactersAtMost = 120): string {
  if (cutText(text, charactersAtMost) === text) return text;
  return `${cutText(text, charactersAtMost - 1).trimEnd()}…`;
}
