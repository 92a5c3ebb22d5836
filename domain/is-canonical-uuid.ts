/** Whether it is an id as the database writes it: lowercase only, so that equal ids are equal strings. */
export function isCanonicalUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
