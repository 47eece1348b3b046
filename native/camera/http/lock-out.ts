import { allOf, parseXml, textOf, XmlError } from './xml.ts';

/**
 * For how long the camera says that the account is locked, ms, in the body of its 401 (ISAPI: `userCheck` with `lockStatus`
 * and `unlockTime` in seconds); 0: it does not say how long; null: it is not locked.
 */
export function lockedOutFor(body: Buffer): number | null {
  try {
    for (const check of allOf(parseXml(body), 'userCheck')) {
      if (textOf(check, 'lockStatus') !== 'lock') continue;
      const seconds = Number(textOf(check, 'unlockTime'));
      return Number.isFinite(seconds) ? seconds * 1000 : 0;
    }
    return null;
  } catch (error) {
    // Other makers answer with a page, or with nothing.
    if (error instanceof XmlError) return null;
    throw error;
  }
}
