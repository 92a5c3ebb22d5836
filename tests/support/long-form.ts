/**
 * Some tests show the same with little as with much, only less surely. `npm test` runs their short form;
 * `npm run test:long` runs the long form of every file that imports this.
 */
export const IS_LONG = process.env.LONG === '1';

export function inForm<T>({ short, long }: { short: T; long: T }): T {
  return IS_LONG ? long : short;
}
