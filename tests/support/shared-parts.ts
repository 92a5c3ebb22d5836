import { rm } from 'node:fs/promises';

interface SharedParts {
  folder: string;
  parts: { stop(): Promise<void> }[];
}

/** Jest loads set-up and teardown apart from each other; what they share hangs on the process. */
const holder = globalThis as typeof globalThis & { sikesalSharedParts?: SharedParts };

export function keepForTeardown(parts: SharedParts): void {
  holder.sikesalSharedParts = parts;
}

export async function stopSharedParts(): Promise<void> {
  const shared = holder.sikesalSharedParts;
  if (!shared) return;
  await Promise.all(shared.parts.map((part) => part.stop()));
  await rm(shared.folder, { recursive: true, force: true });
}
