/** The beginning of a text, at most so many characters with the mark that there is more. */
export function excerpt(text: string, charactersAtMost = 120): string {
  const characters = [...text];
  if (characters.length <= charactersAtMost) return text;
  return `${characters
    .slice(0, charactersAtMost - 1)
    .join('')
    .trimEnd()}…`;
}
