import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Writes and removes whole files, durably. Throws what the disk throws. */
export interface Disk {
  write(file: string, bytes: Uint8Array): void;
  remove(file: string): void;
}

/** A file as it shall be; null: not there. */
export interface FileWish {
  file: string;
  bytes: Uint8Array | null;
}

const pendingFile = z.object({
  /** Of the version that the files are replaced for. */
  no: z.int(),
  /** How often the station began with them and did not come up. */
  tries: z.int(),
  before: z.array(z.object({ file: z.string(), bytes: z.string().nullable() })),
});
export type Pending = z.infer<typeof pendingFile>;

/**
 * Several files and a row of the store that become others together. What the files were is noted before any of them is
 * touched, and the note stays until the station has come up with the new ones: whoever finds it after a crash looks whether
 * the row was written, and goes on with it or puts the files back (settings/recover.ts).
 */
export interface Undo {
  /** Replaces all files and then runs `commit`; throws what the disk or it throws, with all files as they were. */
  replace(no: number, wishes: readonly FileWish[], commit: () => void): void;
  /** What was noted; null: nothing is under way. */
  pending(): Pending | null;
  /** Notes one more try. */
  tried(pending: Pending): void;
  putBack(pending: Pending): void;
  end(): void;
}

export function createUndo(note: string, disk: Disk): Undo {
  const write = (pending: Pending): void => disk.write(note, Buffer.from(JSON.stringify(pending)));

  function set({ file, bytes }: FileWish): void {
    if (bytes !== null) disk.write(file, bytes);
    else if (readIfThere(file) !== null) disk.remove(file);
  }

  const putBack = ({ before }: Pending): void => {
    for (const { file, bytes } of before) set({ file, bytes: bytes === null ? null : Buffer.from(bytes, 'base64') });
  };

  function end(): void {
    if (readIfThere(note) !== null) disk.remove(note);
  }

  return {
    replace(no, wishes, commit) {
      const before = wishes.map(({ file }) => ({ file, bytes: readIfThere(file)?.toString('base64') ?? null }));
      const pending = { no, tries: 0, before };
      write(pending);
      try {
        wishes.forEach(set);
        commit();
      } catch (error) {
        // Where even this fails the note stays, and the next start puts them back.
        putBack(pending);
        end();
        throw error;
      }
    },
    pending() {
      const text = readIfThere(note)?.toString('utf8');
      return text === undefined ? null : pendingFile.parse(JSON.parse(text));
    },
    tried: (pending) => write({ ...pending, tries: pending.tries + 1 }),
    putBack,
    end,
  };
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
