/** `running`: the agency is out already. `over`: its hours have passed. */
export type OutageRefusalCode = 'running' | 'over';

/** The outage is not declared, or not called off; nothing was changed. */
export class OutageRefusal extends Error {
  override readonly name = 'OutageRefusal';

  constructor(readonly code: OutageRefusalCode) {
    super(`refused: ${code}`);
  }
}
