import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../../..');

/** The product's own mains; the one place to change when one of them moves. */
export const PRODUCT_MAINS = {
  api: path.join(ROOT, 'server/main.ts'),
  worker: path.join(ROOT, 'worker/main.ts'),
} as const;

/** The same mains with the kill points in front of them. */
export const FAULTY_MAINS = {
  api: path.join(__dirname, '../mains/api.ts'),
  worker: path.join(__dirname, '../mains/worker.ts'),
} as const;
