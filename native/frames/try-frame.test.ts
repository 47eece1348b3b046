import { describe, expect, it } from 'vitest';
import { NO_CHECKSUM } from '../../electron/contract/site-frames.ts';
import { CONTROLLER } from '../barrier/barrier-worlds.fixture.ts';
import { createSimulatedController } from '../barrier/simulated-controller.ts';
import { createSimulatedArm } from '../barrier/simulator.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { timingOf } from '../links/line-timing.ts';
import { createMemoryLine } from '../links/memory.ts';
import { createSharedLine } from '../links/shared-line.ts';
import { tryFrame } from './try-frame.ts';
import type { FrameTried, FrameTry } from './try-frame.ts';

async function startLine() {
  const clock = createManualClock();
  const cable = createMemoryLine(clock);
  const arm = createSimulatedArm({ clock });
  const controller = createSimulatedController(CONTROLLER, arm, clock);
  cable.onConnect((far) => void controller.serve(far));
  const timing = timingOf({ id: 'a', kind: 'tcp', host: 'memory', port: 1 });
  const line = createSharedLine({ makeLink: () => cable.makeLink(), clock, timing });
  line.start();
  await clock.advanceAsync(1000);
  const attempt = async (change: Partial<FrameTry>): Promise<FrameTried> => {
    const tried = tryFrame(line, { send: CONTROLLER.commands.open.send, checksum: CONTROLLER.checksum, ...change });
    await clock.advanceAsync(2000);
    return tried;
  };
  return { cable, controller, attempt };
}

describe('a frame that an installer tries on the real device', () => {
  const { reply } = CONTROLLER.commands.open;

  it('is sent as it is written, and what came back is shown in hex', async () => {
    const { controller, attempt } = await startLine();
    expect(await attempt({ reply })).toEqual({
      type: 'tried',
      sent: 'FA 01 10 01 10',
      heard: 'FB 01 10 01 10',
      verdict: 'replied',
    });
    expect(controller.obeyed).toEqual(['open']);
  });

  it('shows what came also where the manual promises nothing, or something else', async () => {
    const { attempt } = await startLine();
    expect(await attempt({})).toMatchObject({ heard: 'FB 01 10 01 10', verdict: 'sent' });
    expect(await attempt({ reply: 'FC 01 {check}' })).toMatchObject({ heard: 'FB 01 10 01 10', verdict: 'noise' });
  });

  it('says what is wrong: silence, half a frame, a wrong checksum', async () => {
    const { controller, attempt } = await startLine();
    controller.answerNext({ type: 'silent' }, { type: 'truncated' }, { type: 'bad-crc' });
    expect(await attempt({ reply })).toMatchObject({ heard: '', verdict: 'silence' });
    expect(await attempt({ reply })).toMatchObject({ heard: 'FB 01 10', verdict: 'truncated' });
    expect(await attempt({ reply })).toMatchObject({ heard: 'FB 01 10 01 11', verdict: 'crc' });
  });

  it('a mistake in it sends nothing', async () => {
    const { controller, attempt } = await startLine();
    expect(await attempt({ send: 'FA 0' })).toMatchObject({ type: 'mistake', in: 'send', mistake: { at: 3 } });
    expect(await attempt({ reply: '?? {check}' })).toMatchObject({ type: 'mistake', in: 'reply' });
    expect(await attempt({ checksum: NO_CHECKSUM })).toMatchObject({ mistake: { code: 'check-unset' } });
    expect(controller.obeyed).toEqual([]);
  });

  it('without its line it is not sent, now or later', async () => {
    const { cable, controller, attempt } = await startLine();
    cable.unplug();
    expect(await attempt({ reply })).toEqual({ type: 'not-sent' });
    cable.plug();
    await attempt({ send: '00', checksum: NO_CHECKSUM });
    expect(controller.obeyed).toEqual([]);
  });
});
