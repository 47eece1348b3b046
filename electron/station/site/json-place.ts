const SPACE = /[ \t\n\r]*/y;
// eslint-disable-next-line no-control-regex -- JSON strings hold no control characters
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Index of the first thing in `text` that JSON does not allow where it stands: its length when it ends too early, null
 * when it is JSON. The engine's own message names a place for some mistakes only.
 */
export function firstMistake(text: string): number | null {
  let at = 0;

  function take(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found !== undefined;
  }

  function sign(character: string): boolean {
    take(SPACE);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  }

  function listed(end: string, item: () => boolean): boolean {
    if (sign(end)) return true;
    do if (!item()) return false;
    while (sign(','));
    return sign(end);
  }

  const key = (): boolean => take(SPACE) && take(STRING) && sign(':');

  function value(): boolean {
    if (sign('{')) return listed('}', () => key() && value());
    if (sign('[')) return listed(']', value);
    return take(STRING) || take(SCALAR);
  }

  const isJson = value() && take(SPACE) && at === text.length;
  return isJson ? null : at;
}
