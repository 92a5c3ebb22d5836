import { z } from 'zod';

/** How many items of a list one request may ask for. */
export function pageLimit({ usually, most }: { usually: number; most: number }) {
  return z
    .string()
    .regex(/^\d{1,3}$/, { error: `must be a number from 1 to ${most}` })
    .transform(Number)
    .pipe(z.int().min(1).max(most))
    .default(usually);
}

/** Values separated by commas. */
export function several<Value extends string>(item: z.ZodType<Value, string>) {
  return z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(item).min(1).max(50));
}
