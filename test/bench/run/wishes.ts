/** What was asked of `npm run bench`. */
export interface Wishes {
  /** Of the plan; all when none was named. */
  names: readonly string[];
  json: string | null;
  quick: boolean;
  writeBudget: boolean;
  /** A single benchmark's own options: what it comes to then compares with no budget. */
  own: readonly string[];
}

/** Reads the command line; a text says what is wrong with it. */
export function readWishes(args: readonly string[], known: readonly string[]): Wishes | string {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const named = firstOption === -1 ? args : args.slice(0, firstOption);
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length > 0) return `There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}.`;
  const own = args.slice(named.length);
  const took = (flag: string): boolean => {
    const at = own.indexOf(flag);
    if (at !== -1) own.splice(at, 1);
    return at !== -1;
  };
  const [quick, writeBudget] = [took('--quick'), took('--write-budget')];
  const jsonAt = own.indexOf('--json');
  const [, json = null] = jsonAt === -1 ? [] : own.splice(jsonAt, 2);
  if (jsonAt !== -1 && json === null) return '--json needs the name of a file.';
  if (own.length > 0 && named.length !== 1)
    return `Only a single benchmark takes options of its own: ${own.join(' ')}.`;
  if (writeBudget && (quick || own.length > 0)) return 'A budget is written from whole runs: without other options.';
  return { names: named.length === 0 ? known : [...new Set(named)], json, quick, writeBudget, own };
}
