/** A name without what stands in brackets behind it: there is little room on a map, and in a sentence. */
export function mapName(name: string): string {
  return name.replace(/ \([^)]*\)$/, '');
}
