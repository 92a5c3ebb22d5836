import { fileSystemCode } from './file-system-code';

/** The disk that holds pictures while they arrive and are decoded takes no data now: it is full or failing. */
export class SpoolUnavailable extends Error {
  override readonly name = 'SpoolUnavailable';

  /** @param code the file system's, such as `ENOSPC` */
  constructor(readonly code: string) {
    super(`the folder for incoming pictures cannot be used: ${code}`);
  }
}

/** @throws SpoolUnavailable when the file system fails `work`; other errors are passed on */
export async function onSpool<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = fileSystemCode(error);
    throw code === null ? error : new SpoolUnavailable(code);
  }
}
