/** Ten complaints of five large photos, and twice as much again; several processes share a machine. */
const BYTES_AT_MOST = 256 * 1024 * 1024;
/** A network may be many people behind one provider's address. */
const BYTES_PER_NETWORK_AT_MOST = 96 * 1024 * 1024;

interface Bounds {
  bytesAtMost?: number;
  bytesPerNetworkAtMost?: number;
}

/**
 * Counts the bytes of files that have arrived whole and that a process holds until their answer is given. A network may hold as
 * much as is left beside it, so the fuller it gets the smaller the shares: a few that send all they can leave room for others.
 */
export class UploadMemory {
  readonly #bytesAtMost: number;
  readonly #bytesPerNetworkAtMost: number;
  readonly #byNetwork = new Map<string, number>();
  #bytes = 0;

  constructor({
    bytesAtMost = BYTES_AT_MOST,
    bytesPerNetworkAtMost = BYTES_PER_NETWORK_AT_MOST,
  }: Bounds = {}) {
    this.#bytesAtMost = bytesAtMost;
    this.#bytesPerNetworkAtMost = bytesPerNetworkAtMost;
  }

  /** Whether there was room. */
  take(network: string, bytes: number): boolean {
    const held = (this.#byNetwork.get(network) ?? 0) + bytes;
    const left = this.#bytesAtMost - this.#bytes - bytes;
    if (held > Math.min(left, this.#bytesPerNetworkAtMost)) return false;
    this.#bytes += bytes;
    this.#byNetwork.set(network, held);
    return true;
  }

  release(network: string, bytes: number): void {
    this.#bytes -= bytes;
    const held = (this.#byNetwork.get(network) ?? 0) - bytes;
    if (held > 0) this.#byNetwork.set(network, held);
    else this.#byNetwork.delete(network);
  }
}
