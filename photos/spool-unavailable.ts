import { fileSystemCode } from './file-system-code';

/** The disk on which pictures lie while they arrive and are decoded takes nothing now: it is full, or it fails. */
export class SpoolUnavailable extends Error {
  override readonly name = 'SpoolUnavailable';

  /** @param code the file system's, such as `ENOSPC` */
  constructor(readonly code: string) {
    super(`the folder for incoming pictures cannot be used: ${code}`);
  }
}

/** @throws SpoolUnavailable where the file system fails `work`, and its other errors as they are */
export async function onSpool<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = fileSystemCode(error);
    throw code === null ? error : new SpoolUnavailable(code);
  }
}
