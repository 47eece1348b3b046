import type { z } from 'zod';
import { siteConfig } from '../../electron/contract/site.ts';
import { longer, stepsOf, valueAt } from './site-paths.ts';
import type { Json, Site } from './site-paths.ts';

/** What the contract lets stand at a place of the site file: forms ask with it, so they cannot allow what the file refuses. */
export interface Bounds {
  kind: 'text' | 'number' | 'choice' | 'switch' | 'other';
  required: boolean;
  /** What holds where nothing is written. */
  standard: Json | undefined;
  least: number | undefined;
  most: number | undefined;
  whole: boolean;
  /** Of a text, in characters. */
  longest: number | undefined;
  choices: readonly (string | number)[];
}

// Of the schema library only what describes values; a place that is not described has no bounds.
type Shape = z.ZodType & {
  def: {
    type: string;
    innerType?: Shape;
    element?: Shape;
    valueType?: Shape;
    shape?: Record<string, Shape>;
    options?: Shape[];
    discriminator?: string;
    defaultValue?: Json;
    entries?: Record<string, string>;
    values?: (string | number)[];
    format?: string;
  };
  minValue?: number | null;
  maxValue?: number | null;
  maxLength?: number | null;
};

const UNBOUND: Bounds = {
  kind: 'other',
  required: false,
  standard: undefined,
  least: undefined,
  most: undefined,
  whole: false,
  longest: undefined,
  choices: [],
};

/** `site` says which of several shapes holds, by its driver or kind. */
export function boundsAt(site: Site, path: string): Bounds {
  let shape: Shape | undefined = siteConfig as unknown as Shape;
  let walked = '';
  for (const step of stepsOf(path)) {
    shape = shapeOf(core(shape).shape, valueAt(site, walked));
    if (shape === undefined) return UNBOUND;
    const { def }: Shape = shape;
    shape = typeof step === 'string' ? (def.shape?.[step] ?? def.valueType) : def.element;
    walked = longer(walked, step);
  }
  return shape === undefined ? UNBOUND : described(shape);
}

/** Without what says that it may be absent. */
function core(outer: Shape | undefined): { shape: Shape | undefined; required: boolean; standard: Json | undefined } {
  let shape = outer;
  let required = true;
  let standard: Json | undefined;
  while (shape?.def.innerType !== undefined) {
    required = false;
    standard ??= shape.def.defaultValue;
    shape = shape.def.innerType;
  }
  return { shape, required, standard };
}

/** Of several shapes the one that the value says it has. */
function shapeOf(shape: Shape | undefined, value: Json | undefined): Shape | undefined {
  if (shape?.def.options === undefined) return shape;
  const { discriminator, options } = shape.def;
  if (discriminator === undefined) return options.find(({ def }) => def.type === typeof value);
  const said = valueAt(value, discriminator);
  const one = options.find((each) =>
    each.def.options === undefined
      ? core(each.def.shape?.[discriminator]).shape?.def.values?.includes(said as string)
      : shapeOf(each, value) !== undefined,
  );
  // A kind may itself come in shapes: MQTTS and HTTPS of one platform.
  return one?.def.options === undefined ? one : shapeOf(one, value);
}

function described(outer: Shape): Bounds {
  const { shape, required, standard } = core(outer);
  if (shape === undefined) return UNBOUND;
  const { def } = shape;
  const bounds = { ...UNBOUND, required, standard };
  switch (def.type) {
    case 'string':
      return { ...bounds, kind: 'text', longest: shape.maxLength ?? undefined };
    case 'number':
      return {
        ...bounds,
        kind: 'number',
        least: finite(shape.minValue),
        most: finite(shape.maxValue),
        whole: def.format === 'safeint',
      };
    case 'boolean':
      return { ...bounds, kind: 'switch' };
    case 'enum':
      return { ...bounds, kind: 'choice', choices: Object.values(def.entries ?? {}) };
    case 'literal':
      return { ...bounds, kind: 'choice', choices: def.values ?? [] };
    default:
      return bounds;
  }
}

const finite = (bound: number | null | undefined): number | undefined =>
  bound === null || bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound;
