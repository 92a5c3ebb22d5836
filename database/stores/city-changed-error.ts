/** The pack does not fit what the database has of its city; the message says for each fault what to write into it. */
export class CityChangedError extends Error {
  override readonly name = 'CityChangedError';

  constructor(readonly faults: readonly string[]) {
    super(`The city pack does not fit this database: ${faults.length === 1 ? faults[0] : listed(faults)}`);
  }
}

function listed(faults: readonly string[]): string {
  return faults.map((fault) => `\n- ${fault}`).join('');
}
