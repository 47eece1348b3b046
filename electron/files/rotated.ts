import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A log that is bounded: NAME.log is written, NAME.1.log is the one before it, and so on; the oldest is removed. */
export interface RotatedFile {
  /** Appends text that ends with a line feed. Throws the system's error; what was written before stays. */
  append(text: string): void;
}

export interface Rotation {
  /** After so many bytes a new file is begun; a single text may go beyond it. */
  bytes: number;
  /** How many there are, with the one that is written. */
  files: number;
}

/** @param directory made if it is not there, for its owner alone */
export function openRotated(directory: string, name: string, { bytes, files }: Rotation): RotatedFile {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const nth = (n: number): string => join(directory, n === 0 ? `${name}.log` : `${name}.${n}.log`);
  const sizeOf = (): number => statSync(nth(0), { throwIfNoEntry: false })?.size ?? 0;
  let size = sizeOf();

  function rotate(): void {
    rmSync(nth(files - 1), { force: true });
    for (let n = files - 2; n >= 0; n -= 1) {
      // A gap is no reason to lose the newer ones.
      if (statSync(nth(n), { throwIfNoEntry: false })) renameSync(nth(n), nth(n + 1));
    }
    size = 0;
  }

  return {
    append(text) {
      const length = Buffer.byteLength(text);
      if (size > 0 && size + length > bytes) rotate();
      appendFileSync(nth(0), text, { mode: 0o600 });
      size += length;
    },
  };
}
