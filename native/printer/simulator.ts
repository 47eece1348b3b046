import type { Clock } from '../clock/contract.ts';
import { startLineServer } from '../links/line-server.ts';
import type { FarEnd, LineServer } from '../links/line-server.ts';
import { createSimulatedPaper } from './simulated-paper.ts';
import type { Sheet } from './simulated-paper.ts';

export type { PaperRow, Sheet } from './simulated-paper.ts';

/** A receipt printer as its line sees it. Its fields are what a test makes happen to it. */
export interface SimulatedPrinter {
  readonly sheets: readonly Sheet[];
  readonly hanging: Sheet;
  /** Rows of paper that are left; codes and cuts count as one. */
  paper: number;
  coverOpen: boolean;
  /** `silent`: it has no way to answer. `garbage`: as with a wrong baud rate. */
  answering: 'promptly' | 'silent' | 'garbage';
  /** How long a row takes. */
  rowMs: number;
  /** Switched off: what it had not printed is forgotten. */
  restart(): void;
  /** Goes on with what it holds, after there is paper again or the cover was shut. */
  resume(): void;
  hear(bytes: Uint8Array, say: (bytes: Uint8Array) => void): void;
}

const DLE = 0x10;
const EOT = 0x04;
const GARBAGE = 0xe7;

export function createSimulatedPrinter(clock: Clock): SimulatedPrinter {
  const paper = createSimulatedPaper();
  let held: Uint8Array = new Uint8Array();
  let say: (bytes: Uint8Array) => void = () => undefined;
  let pressing = false;

  const stopped = (): boolean => printer.coverOpen || printer.paper <= 0;

  const answer = (byte: number): void => {
    if (printer.answering === 'silent') return;
    say(Uint8Array.of(printer.answering === 'garbage' ? GARBAGE : byte));
  };

  /** The answer to DLE EOT n. */
  const status = (n: number): number => {
    const out = printer.paper <= 0;
    switch (n) {
      case 1:
        return 0x12 | (stopped() ? 0x08 : 0);
      case 2:
        return 0x12 | (printer.coverOpen ? 0x04 : 0) | (out ? 0x20 : 0);
      case 4:
        return 0x12 | (out ? 0x60 : 0);
      default:
        return 0x12;
    }
  };

  /** Works off what it holds, as far as paper, cover and its own speed let it. */
  const press = (): void => {
    while (!pressing && !stopped()) {
      const { used, did } = paper.take(held);
      if (used === 0) return;
      held = held.subarray(used);
      if (did === 'asked') answer(0);
      if (did !== 'row') continue;
      printer.paper -= 1;
      if (printer.rowMs === 0) continue;
      pressing = true;
      clock.after(printer.rowMs, () => {
        pressing = false;
        press();
      });
    }
  };

  /** Takes questions that are answered at once, whatever waits, out of what comes in. */
  const questionsIn = (bytes: Uint8Array): Uint8Array => {
    const rest: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === DLE && bytes[at + 1] === EOT && at + 2 < bytes.length) {
        answer(status(bytes[at + 2] ?? 0));
        at += 2;
      } else rest.push(bytes[at] ?? 0);
    }
    return Uint8Array.from(rest);
  };

  const printer: SimulatedPrinter = {
    sheets: paper.sheets,
    get hanging() {
      return paper.hanging;
    },
    paper: 10_000,
    coverOpen: false,
    answering: 'promptly',
    rowMs: 0,
    restart: () => void (held = new Uint8Array()),
    resume: press,
    hear(bytes, to) {
      say = to;
      held = Uint8Array.from([...held, ...questionsIn(bytes)]);
      press();
    },
  };
  return printer;
}

/** Puts a printer on a line. Returns: take it off. */
export function servePrinter(line: FarEnd, printer: SimulatedPrinter): () => void {
  // A line that closed before the answer takes the answer with it, as a cable would.
  const say = (bytes: Uint8Array): void => void line.write(bytes).catch(() => undefined);
  return line.onData((bytes) => printer.hear(bytes, say));
}

/** A network printer. `port` 0 takes a free one. */
export const startPrinterServer = (options: {
  printer: SimulatedPrinter;
  port?: number;
  host?: string;
}): Promise<LineServer> =>
  startLineServer({
    serve: (line) => servePrinter(line, options.printer),
    port: options.port,
    host: options.host,
  });
