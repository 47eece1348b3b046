import { checkItem } from './check.ts';
import type { Violation } from './check.ts';
import { openAnswer } from './envelope.ts';
import type { OpenedAnswer } from './envelope.ts';
import { SERVICES } from './tables/interfaces.ts';
import type { Interface, ServiceInterface } from './tables/interfaces.ts';

/** What came of a request to the lot. `code` is that of the envelope (A.1). */
export type ServiceAnswer =
  | {
      answered: true;
      code: number;
      message: string;
      /** The object of the answer's data for the first object asked; `items` has one for each, in the order asked. */
      item: Record<string, unknown> | null;
      items: (Record<string, unknown> | null)[];
      /** Request to answer, ms (8.1.2 allows 3 s). */
      ms: number;
      violations: Violation[];
    }
  | { answered: false; reason: string };

/** The objects of an answer, whatever else its data may hold. */
export const objectsIn = ({ data }: OpenedAnswer): Record<string, unknown>[] =>
  data.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null);

/**
 * An answer of the lot, held against table 3 and the interface's reply table; null when it is none. `asked` are the objects
 * of the request, null when they are not known.
 */
export function readAnswer(
  code: ServiceInterface,
  asked: readonly unknown[] | null,
  payload: Uint8Array,
  ms: number,
): ServiceAnswer | null {
  const opened = openAnswer(payload);
  return opened === null ? null : weighAnswer(code, asked, opened, ms);
}

/** The same for one that is open already. */
export function weighAnswer(
  code: ServiceInterface,
  asked: readonly unknown[] | null,
  opened: OpenedAnswer,
  ms: number,
): ServiceAnswer {
  const { reply, named }: Interface = SERVICES[code];
  const objects = objectsIn(opened);
  const items = asked === null ? objects : asked.map((each, i) => answerTo(named, each, objects, i));
  const violations = [...opened.violations, ...opened.data.flatMap((each) => checkItem(reply, each))];
  if (opened.code === 0 && asked !== null && opened.data.length !== asked.length) {
    const message = `表3 data: ${opened.data.length} objects for ${asked.length} that were asked`;
    violations.push({ code: 4, table: 3, field: 'data', message });
  }
  return { answered: true, code: opened.code, message: opened.message, item: items[0] ?? null, items, ms, violations };
}

/** The object at the same place, unless it names another; then the one that names it. */
function answerTo(
  named: Interface['named'],
  asked: unknown,
  objects: readonly Record<string, unknown>[],
  place: number,
): Record<string, unknown> | null {
  const here = objects[place];
  if (named === null) return here ?? null;
  const name = nameIn(asked, named.by);
  if (here !== undefined && (here[named.as] === undefined || here[named.as] === name)) return here;
  return objects.find((object) => object[named.as] === name) ?? null;
}

/** What names an object, as far as it can be read. */
export function nameIn(object: unknown, attribute: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[attribute] : undefined;
}
