import { decodeGbk } from './gbk.ts';

/** A row as it came out. */
export interface PaperRow {
  text: string;
  large: boolean;
  centred: boolean;
}

/** What lies between two cuts. */
export interface Sheet {
  rows: PaperRow[];
  /** Texts of the QR codes, in their order. */
  codes: string[];
}

/** The paper of a simulated printer: reads ESC/POS from the printer's side, a command at a time. */
export interface SimulatedPaper {
  /** What was cut off, in order. */
  readonly sheets: readonly Sheet[];
  /** What hangs out of the printer. */
  readonly hanging: Sheet;
  /**
   * Works off one command or one row at the front of `bytes`; says how many bytes it took, 0: the rest has not come yet.
   * `row`: paper moved. `asked`: its state is to be told in its turn (GS r).
   */
  take(bytes: Uint8Array): { used: number; did: 'row' | 'asked' | 'other' };
}

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

const empty = (): Sheet => ({ rows: [], codes: [] });

export function createSimulatedPaper(): SimulatedPaper {
  const sheets: Sheet[] = [];
  let hanging = empty();
  let row: number[] = [];
  let large = false;
  let centred = false;
  let chinese = false;
  let code = '';

  const endRow = (): void => {
    hanging.rows.push({
      text: chinese ? decodeGbk(Uint8Array.from(row)) : String.fromCharCode(...row),
      large,
      centred,
    });
    row = [];
  };

  /** GS ( k: the function of a QR code; 80 keeps its text, 81 prints it. */
  const symbol = (data: Uint8Array): 'row' | 'other' => {
    if (data[0] !== 0x31) return 'other';
    if (data[1] === 0x50) code = String.fromCharCode(...data.subarray(3));
    if (data[1] !== 0x51) return 'other';
    hanging.codes.push(code);
    return 'row';
  };

  const afterGs = (bytes: Uint8Array): ReturnType<SimulatedPaper['take']> => {
    switch (bytes[1]) {
      case 0x28: {
        const length = (bytes[3] ?? 0) + (bytes[4] ?? 0) * 256;
        const used = 5 + length;
        if (bytes.length < used) return { used: 0, did: 'other' };
        return { used, did: bytes[2] === 0x6b ? symbol(bytes.subarray(5, used)) : 'other' };
      }
      case 0x56:
        sheets.push(hanging);
        hanging = empty();
        return { used: 3, did: 'row' };
      case 0x72:
        return { used: 3, did: 'asked' };
      default:
        return { used: 3, did: 'other' };
    }
  };

  const afterEsc = (command: number, value: number): ReturnType<SimulatedPaper['take']> => {
    switch (command) {
      case 0x40:
        [row, large, centred, chinese] = [[], false, false, false];
        return { used: 2, did: 'other' };
      case 0x32:
        return { used: 2, did: 'other' };
      case 0x21:
        large = (value & 0x30) === 0x30;
        return { used: 3, did: 'other' };
      case 0x61:
        centred = value === 1;
        return { used: 3, did: 'other' };
      default:
        return { used: 3, did: 'other' };
    }
  };

  /** Bytes that must be there before a command can be told. */
  const NEEDED: Readonly<Record<number, number>> = { [ESC]: 3, [FS]: 2, [GS]: 5 };

  return {
    sheets,
    get hanging() {
      return hanging;
    },
    take(bytes) {
      const [first = 0, command = 0, value = 0] = bytes;
      const isShortGs = first === GS && command !== 0x28 && bytes.length >= 3;
      if (bytes.length < (NEEDED[first] ?? 1) && !isShortGs && !(first === ESC && command === 0x40))
        return { used: 0, did: 'other' };
      switch (first) {
        case ESC:
          return afterEsc(command, value);
        case FS:
          if (command === 0x26) chinese = true;
          return { used: 2, did: 'other' };
        case GS:
          return afterGs(bytes);
        case LF:
          endRow();
          return { used: 1, did: 'row' };
        default:
          row.push(first);
          return { used: 1, did: 'other' };
      }
    },
  };
}
