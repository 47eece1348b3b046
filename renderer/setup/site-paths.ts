import type { SetupView, SiteSection } from '../../electron/contract/setup.ts';

/** Places in a site file, as its checks and changes tell them: `lanes[0].camera.address`, `lanes[in-1].camera.address`. */

export type Json = SetupView['site'][string];
export type Site = Readonly<Record<string, Json>>;

/** A name, a place in a list, or the id of a line of a list. */
type Step = string | number | { id: string };

/** `lanes[0].camera` is lanes, 0, camera. */
export function stepsOf(path: string): Step[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, line = '', name]) => {
    if (name !== undefined) return name;
    return /^\d+$/.test(line) ? Number(line) : { id: line };
  });
}

export const sectionOf = (path: string): SiteSection => (namesOf(path)[0] ?? '') as SiteSection;

/** What stands there; undefined: nothing. */
export function valueAt(root: unknown, path: string): Json | undefined {
  let value: unknown = root;
  for (const step of stepsOf(path)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = typeof step === 'object' ? lineOf(value, step.id) : (value as Record<string | number, unknown>)[step];
  }
  return value as Json | undefined;
}

/** The same where it is a text; empty: it is none. */
export function textAt(root: unknown, path: string): string {
  const value = valueAt(root, path);
  return typeof value === 'string' ? value : '';
}

const lineOf = (list: object, id: string): unknown =>
  Array.isArray(list) ? list.find((line) => (line as { id?: unknown } | null)?.id === id) : undefined;

/** The same with `value` at the path, by indices, whatever was missing on the way made; undefined takes away what stands there. */
export function withValue(root: unknown, path: string, value: Json | undefined): Json {
  return put(root, stepsOf(path), value);
}

function put(root: unknown, [step, ...rest]: Step[], value: Json | undefined): Json {
  if (step === undefined) return value ?? null;
  if (typeof step === 'number') {
    const list = Array.isArray(root) ? [...(root as Json[])] : [];
    if (rest.length === 0 && value === undefined) list.splice(step, 1);
    else list[step] = put(list[step], rest, value);
    return list;
  }
  if (typeof step === 'object') return (root ?? null) as Json;
  const before =
    typeof root === 'object' && root !== null && !Array.isArray(root) ? (root as Record<string, Json>) : {};
  if (rest.length > 0 || value !== undefined) return { ...before, [step]: put(before[step], rest, value) };
  return Object.fromEntries(Object.entries(before).filter(([name]) => name !== step));
}

/** What a value is called by: the path without its indices and identifiers that people chose. */
export const namesOf = (path: string): string[] => stepsOf(path).filter((step) => typeof step === 'string');

/** Whether `path` is `of` or lies inside of it. */
export const isWithin = (path: string, of: string): boolean =>
  path === of || path.startsWith(`${of}.`) || path.startsWith(`${of}[`);

/** The path with one more step. */
export function longer(path: string, step: Step): string {
  if (typeof step === 'string') return path === '' ? step : `${path}.${step}`;
  return `${path}[${typeof step === 'number' ? step : step.id}]`;
}
