/** Too many photos wait to be processed. Nothing is wrong with the photo: the same request may succeed later. */
export class PhotoIntakeBusy extends Error {
  constructor() {
    super('too many photos are waiting to be processed');
    this.name = 'PhotoIntakeBusy';
  }
}
