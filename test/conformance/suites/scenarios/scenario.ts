import type { Said, Asker } from './asker.ts';

/** A small story about one service, and what the last answer in it must be (table A.2). */
export interface Scenario {
  service: string;
  /** What a refusal must name. */
  attribute: string;
  detail: string;
  wanted: number;
  /** What else is wrong with the answer, in a few words; null: nothing. */
  also?: (said: Said) => string | null;
  run(asker: Asker): Promise<Said>;
}

type Told = readonly [detail: string, attribute: string, wanted: number, run: Scenario['run'], also?: Scenario['also']];

/** Stories about one service, each in a line. */
export const about =
  (service: string) =>
  (...[detail, attribute, wanted, run, also]: Told): Scenario => ({
    service,
    detail,
    attribute,
    wanted,
    run,
    ...(also && { also }),
  });
