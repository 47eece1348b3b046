import ModbusRTU from 'modbus-serial';
import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import { createSimulatedArm, createSimulatedBoard, createSimulatedVehicle, startBoardServer } from './simulator.ts';
import type { BoardServer } from './simulator.ts';

describe('a simulated board spoken to by an independent Modbus client, RTU over TCP', () => {
  const client = new ModbusRTU();
  let server: BoardServer;

  afterEach(async () => {
    await new Promise<void>((resolve) => client.close(resolve));
    await server.close();
  });

  async function connect() {
    const clock = createSystemClock();
    const arm = createSimulatedArm({ clock });
    const boards = [1, 7].map((unit) =>
      createSimulatedBoard({
        clock,
        unit,
        coils: 4,
        inputs: 10,
        arms:
          unit === 7 ? [{ arm, coils: { open: 0, close: 1 }, inputs: { opened: 8, closed: 9, passageLoop: 2 } }] : [],
      }),
    );
    server = await startBoardServer({ boards, clock });
    await client.connectTelnet('127.0.0.1', { port: server.port });
    client.setTimeout(1000);
    client.setID(7);
    return { arm, board: boards[1], other: boards[0] };
  }

  it('reads inputs and coils, writes one coil and several', async () => {
    const { arm, board, other } = await connect();
    arm.setLoop('passage', true);
    expect((await client.readDiscreteInputs(0, 10)).data.slice(0, 10)).toEqual([
      ...[false, false, true, false, false, false, false, false],
      ...[false, true],
    ]);
    expect(await client.writeCoil(3, true)).toEqual({ address: 3, state: true });
    expect((await client.readCoils(0, 4)).data.slice(0, 4)).toEqual([false, false, false, true]);
    await client.writeCoils(0, [true, false, true, false]);
    expect(board?.coils).toEqual([true, false, true, false]);
    expect(arm.motion).toBe('rising');
    expect(other?.writes).toEqual([]);
  });

  it('switches a relay for a time by register, and refuses what it does not have', async () => {
    const { board } = await connect();
    await client.writeRegisters(3 + 5 * 2, [4, 10]);
    expect(board?.coils[2]).toBe(true);
    await expect(client.writeCoil(4, true)).rejects.toMatchObject({ modbusCode: 2 });
    await expect(client.readDiscreteInputs(0, 11)).rejects.toMatchObject({ modbusCode: 2 });
    await expect(client.writeRegisters(3, [9, 10])).rejects.toMatchObject({ modbusCode: 3 });
    await expect(client.readHoldingRegisters(0, 1)).rejects.toMatchObject({ modbusCode: 1 });
  });

  it('misbehaves when told to', async () => {
    const { board } = await connect();
    client.setTimeout(50);
    board?.answerNext({ type: 'bad-crc' }, { type: 'silent' }, { type: 'normal' });
    await expect(client.readCoils(0, 4)).rejects.toThrow('CRC error');
    await expect(client.writeCoil(2, true)).rejects.toMatchObject({ errno: 'ETIMEDOUT' });
    expect(board?.coils[2]).toBe(true);
    expect((await client.readCoils(2, 1)).data[0]).toBe(true);
  });
});

describe('a simulated arm', () => {
  function startArm(options: { closesByItselfAfterMs?: number } = {}) {
    const clock = createManualClock();
    const arm = createSimulatedArm({ clock, travelMs: 1000, ...options });
    const pulse = (contact: 'open' | 'close' | 'stop'): void => {
      arm.setContact(contact, true);
      arm.setContact(contact, false);
    };
    return { clock, arm, pulse, moves: () => arm.moves.map(({ what }) => what) };
  }

  it('takes its time, and its limit switches tell only the ends', () => {
    const { clock, arm, pulse, moves } = startArm();
    expect(arm.limits).toEqual({ opened: false, closed: true });
    pulse('open');
    clock.advance(400);
    expect(arm.position).toBeCloseTo(0.4);
    expect(arm.limits).toEqual({ opened: false, closed: false });
    clock.advance(600);
    expect([arm.position, arm.limits]).toEqual([1, { opened: true, closed: false }]);
    expect(moves()).toEqual(['rising', 'open']);
  });

  it('turns round where it is, stops where it is told, and open wins over close', () => {
    const { clock, arm, pulse, moves } = startArm();
    pulse('open');
    clock.advance(1000);
    pulse('close');
    clock.advance(300);
    pulse('open');
    clock.advance(100);
    pulse('stop');
    clock.advance(5000);
    expect(arm.position).toBeCloseTo(0.8);
    arm.setContact('open', true);
    clock.advance(5000);
    pulse('close');
    expect(arm.motion).toBe('still');
    expect(moves()).toEqual(['rising', 'open', 'lowering', 'rising', 'stopped', 'rising', 'open']);
  });

  it('obeys the edge of a contact, not its state', () => {
    const { clock, arm, moves } = startArm();
    arm.setContact('open', true);
    clock.advance(1000);
    arm.byHand('closed');
    clock.advance(2000);
    arm.setContact('open', true);
    clock.advance(2000);
    expect(moves()).toEqual(['rising', 'open', 'lowering', 'closed']);
  });

  it('notes when it comes down on a vehicle', () => {
    const { clock, arm, pulse } = startArm();
    pulse('open');
    clock.advance(1000);
    arm.setLoop('passage', true);
    clock.advance(1000);
    pulse('close');
    clock.advance(1000);
    expect(arm.crushes.map(({ what }) => what)).toEqual(['began-to-lower', 'came-down']);
  });

  it('stuck, or with a switch that lies', () => {
    const { clock, arm, pulse, moves } = startArm();
    arm.stuck = true;
    pulse('open');
    clock.advance(5000);
    expect([arm.position, moves()]).toEqual([0, []]);
    arm.stuckLimits = { opened: true, closed: null };
    expect(arm.limits).toEqual({ opened: true, closed: true });
  });

  it('with a controller of its own it lowers after the vehicle and rises over the next', () => {
    const { clock, arm, pulse, moves } = startArm({ closesByItselfAfterMs: 500 });
    pulse('open');
    clock.advance(1000);
    arm.setLoop('passage', true);
    clock.advance(2000);
    arm.setLoop('passage', false);
    clock.advance(700);
    arm.setLoop('passage', true);
    clock.advance(3000);
    arm.setLoop('passage', false);
    clock.advance(3000);
    expect(moves()).toEqual(['rising', 'open', 'lowering', 'rising', 'open', 'lowering', 'closed']);
    expect(arm.crushes).toEqual([]);
  });

  it('a driver waits for it, passes under it and is gone', async () => {
    const { clock, arm, pulse } = startArm();
    const loops: string[] = [];
    arm.onLoop((loop, occupied) => loops.push(`${loop} ${occupied ? 'on' : 'off'}`));
    const car = createSimulatedVehicle(arm, clock);
    const gone = car.drive();
    await clock.advanceAsync(5000);
    expect(car.enter()).toBe(false);
    pulse('open');
    await clock.advanceAsync(3000);
    await gone;
    expect(loops).toEqual(['approach on', 'passage on', 'approach off', 'passage off']);
  });
});
