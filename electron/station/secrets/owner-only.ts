import { statSync } from 'node:fs';

/** Whether nobody but its owner may read or write a file. Windows keeps no such bits: there the folder's rights count. */
export const isOwnersAlone = (file: string): boolean =>
  process.platform === 'win32' || (statSync(file).mode & 0o077) === 0;
