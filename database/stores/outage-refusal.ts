/** `running`: the agency is out already. `over`: its hours are used up. */
export type OutageRefusalCode = 'running' | 'over';

/** An outage that is not declared, or not called off; nothing was changed. */
export class OutageRefusal extends Error {
  override readonly name = 'OutageRefusal';

  constructor(readonly code: OutageRefusalCode) {
    super(`refused: ${code}`);
  }
}
