interface Part {
  stop(): Promise<void>;
}

/** Jest loads set-up and teardown apart from each other; what they share hangs on the process. */
const holder = globalThis as typeof globalThis & { sikesalSharedParts?: Part[] };

export function keepForTeardown(parts: Part[]): void {
  holder.sikesalSharedParts = parts;
}

export async function stopSharedParts(): Promise<void> {
  await Promise.all((holder.sikesalSharedParts ?? []).map((part) => part.stop()));
}
