/** One thing that is wrong with a pack: the file, the key in it, and what is wrong with it. */
export interface PackIssue {
  file: string;
  path: readonly PropertyKey[];
  message: string;
}

/** The pack cannot be used; the message lists every issue, one per line. */
export class CityPackError extends Error {
  override readonly name = 'CityPackError';

  constructor(
    readonly folder: string,
    readonly issues: readonly PackIssue[],
  ) {
    super(
      `The city pack ${folder} cannot be used:\n${issues.map((issue) => `- ${issueLine(issue)}`).join('\n')}`,
    );
  }
}

function issueLine({ file, path, message }: PackIssue): string {
  return path.length === 0 ? `${file}: ${message}` : `${file}: ${keyPath(path)}: ${message}`;
}

function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
