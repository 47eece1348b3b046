import { dateTime } from '../clock/beijing.ts';

/** The download has taken the file by then, ms. */
const TAKEN_MS = 60_000;

/** Offers a file named after `name` and the instant; the program asks the person where to keep it. */
export function offerFile(name: string, ending: string, file: Blob, now: number): void {
  offerNamed(`${name}-${dateTime(now).replaceAll(/\D/g, '')}.${ending}`, file);
}

/** The same under a name that it has already. */
export function offerNamed(fileName: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, TAKEN_MS);
}
