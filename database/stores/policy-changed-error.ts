/** Cases have pinned this version by name, so its content must not change. */
export class PolicyChangedError extends Error {
  override readonly name = 'PolicyChangedError';

  constructor(version: string) {
    super(
      `The policy "${version}" is stored with other rules than the city pack has now. ` +
        'Complaints have pinned it: give the changed policy a new version.',
    );
  }
}
