/** The pack does not fit the data of its city; the message says for each issue what to write into the pack. */
export class CityChangedError extends Error {
  override readonly name = 'CityChangedError';

  constructor(readonly issues: readonly string[]) {
    super(`The city pack does not fit this database: ${issues.length === 1 ? issues[0] : listed(issues)}`);
  }
}

function listed(issues: readonly string[]): string {
  return issues.map((issue) => `\n- ${issue}`).join('');
}
