/** What the platform takes as a picture (7.3.4.1.7): a JPEG of at most 10 MB. */
export const LARGEST_PICTURE = 10 * 1024 * 1024;

/** A JPEG begins with its marker SOI and that of the next segment. */
const BEGINNING = Buffer.from([0xff, 0xd8, 0xff]);

export const beginsAsJpeg = (bytes: Buffer | undefined): boolean =>
  bytes?.subarray(0, BEGINNING.length).equals(BEGINNING) ?? false;
