interface Part {
  stop(): Promise<void>;
}

/** Jest loads set-up and teardown in separate module registries, so they share this by the global object. */
const holder = globalThis as typeof globalThis & { sikesalSharedParts?: Part[] };

export function keepForTeardown(parts: Part[]): void {
  holder.sikesalSharedParts = parts;
}

export async function stopSharedParts(): Promise<void> {
  await Promise.all((holder.sikesalSharedParts ?? []).map((part) => part.stop()));
}
