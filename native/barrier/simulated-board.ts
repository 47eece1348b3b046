import type { Clock } from '../clock/contract.ts';
import { COIL_OFF, COIL_ON, encodeReply, encodeRequest, encodeUnknownFunction } from './modbus-rtu.ts';
import type { Heard, ModbusReply, ModbusRequest } from './modbus-rtu.ts';
import { misanswer } from '../links/simulated-answer.ts';
import type { Misanswering } from '../links/simulated-answer.ts';
import type { Contact, SimulatedArm } from './simulated-arm.ts';

/** How a board answers. It obeys all the same, apart from `exception`. */
export type Answering =
  | Misanswering
  /** Says another unit's number, as when two boards carry the same address. */
  | { type: 'other-unit' }
  | { type: 'exception'; code: number };

export interface WiredArm {
  arm: SimulatedArm;
  coils: { open: number; close?: number; stop?: number };
  inputs?: {
    opened?: number;
    closed?: number;
    passageLoop?: number;
    approachLoop?: number;
    button?: number;
    remote?: number;
  };
}

export interface SimulatedBoardOptions {
  clock: Clock;
  unit: number;
  arms: WiredArm[];
  coils?: number;
  inputs?: number;
}

export interface FrameRecord {
  at: number;
  request: ModbusRequest;
  hex: string;
}

/** A relay board with Modbus RTU, and the arms wired to it. */
export interface SimulatedBoard {
  readonly unit: number;
  /** What its relays are now. */
  readonly coils: readonly boolean[];
  /** Every write it heard, oldest first. Reads are counted only: there are twenty a second. */
  readonly writes: readonly FrameRecord[];
  readonly reads: number;
  /** How it answers from now on. */
  answering: Answering;
  /** How it answers the next requests, before `answering` applies again. */
  answerNext(...answers: Answering[]): void;
  /** Relays fall, nothing is heard or said. The arms stay where they are. */
  losePower(): void;
  restorePower(): void;
  /** Told of each frame before it is obeyed and answered. */
  onFrame(listener: (frame: FrameRecord) => void): () => void;
  /** What the line's server calls for each frame to this unit: the answer's bytes and when to send them, or null. */
  hear(heard: Exclude<Heard, { type: 'none' }>): { bytes: Uint8Array; afterMs: number } | null;
}

const FLASH_ADDRESS = 0x0200;
const ILLEGAL_ADDRESS = 2;
const ILLEGAL_VALUE = 3;

/** A board with power, all relays off. */
export function createSimulatedBoard(options: SimulatedBoardOptions): SimulatedBoard {
  const { clock, unit, arms } = options;
  const coils = new Array<boolean>(options.coils ?? 8).fill(false);
  const inputCount = options.inputs ?? 8;
  const flashes = new Map<number, () => void>();
  const writes: FrameRecord[] = [];
  const listeners = new Set<(frame: FrameRecord) => void>();
  const nextAnswers: Answering[] = [];
  let powered = true;
  let reads = 0;

  const setCoil = (coil: number, on: boolean): void => {
    flashes.get(coil)?.();
    flashes.delete(coil);
    coils[coil] = on;
    for (const wired of arms) {
      for (const contact of ['open', 'close', 'stop'] as const satisfies Contact[]) {
        if (wired.coils[contact] === coil) wired.arm.setContact(contact, on);
      }
    }
  };

  const flash = (coil: number, ms: number): void => {
    setCoil(coil, true);
    flashes.set(
      coil,
      clock.after(ms, () => setCoil(coil, false)),
    );
  };

  const inputsNow = (): boolean[] => {
    const bits = new Array<boolean>(inputCount).fill(false);
    for (const { arm, inputs = {} } of arms) {
      const { opened, closed } = arm.limits;
      if (inputs.opened !== undefined) bits[inputs.opened] = opened;
      if (inputs.closed !== undefined) bits[inputs.closed] = closed;
      if (inputs.passageLoop !== undefined) bits[inputs.passageLoop] = arm.isOccupied('passage');
      if (inputs.approachLoop !== undefined) bits[inputs.approachLoop] = arm.isOccupied('approach');
      if (inputs.button !== undefined) bits[inputs.button] = arm.button;
      if (inputs.remote !== undefined) bits[inputs.remote] = arm.remote;
    }
    return bits;
  };

  /** Obeys and gives the honest answer. */
  const obey = (request: ModbusRequest): ModbusReply => {
    const refuse = (code: number): ModbusReply => ({ fn: 'exception', unit, of: request.fn, code });
    const { address } = request;
    switch (request.fn) {
      case 'read-coils':
      case 'read-inputs': {
        const bits = request.fn === 'read-coils' ? coils : inputsNow();
        if (address + request.count > bits.length) return refuse(ILLEGAL_ADDRESS);
        return { fn: request.fn, unit, bits: bits.slice(address, address + request.count) };
      }
      case 'write-coil': {
        const coil = address < FLASH_ADDRESS ? address : address - FLASH_ADDRESS;
        if (coil >= coils.length) return refuse(ILLEGAL_ADDRESS);
        if (address >= FLASH_ADDRESS) flash(coil, request.value * 100);
        else if (request.value === COIL_ON || request.value === COIL_OFF) setCoil(coil, request.value === COIL_ON);
        else return refuse(ILLEGAL_VALUE);
        return { ...request };
      }
      case 'write-coils':
        if (address + request.values.length > coils.length) return refuse(ILLEGAL_ADDRESS);
        request.values.forEach((on, index) => setCoil(address + index, on));
        return { fn: request.fn, unit, address, count: request.values.length };
      case 'write-registers': {
        // Registers 3, 8, 13 …: mode 4 is "on for so many 100 ms".
        const [mode, tenths] = request.values;
        const coil = (address - 3) / 5;
        if (!Number.isInteger(coil) || coil < 0 || coil >= coils.length) return refuse(ILLEGAL_ADDRESS);
        if (request.values.length !== 2 || mode !== 4 || tenths === undefined) return refuse(ILLEGAL_VALUE);
        flash(coil, tenths * 100);
        return { fn: request.fn, unit, address, count: 2 };
      }
    }
  };

  const record = (request: ModbusRequest): void => {
    const frame = { at: clock.monotonic(), request, hex: Buffer.from(encodeRequest(request)).toString('hex') };
    if (request.fn === 'read-coils' || request.fn === 'read-inputs') reads += 1;
    else writes.push(frame);
    for (const listener of [...listeners]) listener(frame);
  };

  const board: SimulatedBoard = {
    unit,
    coils,
    writes,
    answering: { type: 'normal' },
    get reads() {
      return reads;
    },
    answerNext: (...answers) => void nextAnswers.push(...answers),
    losePower() {
      powered = false;
      coils.forEach((on, coil) => on && setCoil(coil, false));
    },
    restorePower() {
      powered = true;
    },
    onFrame(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hear(heard) {
      if (!powered) return null;
      if (heard.type === 'unknown-function') return { bytes: encodeUnknownFunction(unit, heard.code), afterMs: 0 };
      const { request } = heard;
      record(request);
      const answering = nextAnswers.shift() ?? board.answering;
      const reply: ModbusReply =
        answering.type === 'exception'
          ? { fn: 'exception', unit, of: request.fn, code: answering.code }
          : obey(request);
      return answer(reply, answering);
    },
  };
  return board;
}

function answer(reply: ModbusReply, answering: Answering): ReturnType<SimulatedBoard['hear']> {
  switch (answering.type) {
    case 'exception':
      return { bytes: encodeReply(reply), afterMs: 0 };
    case 'other-unit':
      return { bytes: encodeReply({ ...reply, unit: (reply.unit % 247) + 1 }), afterMs: 0 };
    default:
      return misanswer(encodeReply(reply), answering);
  }
}
