import type { VzenithConfig } from '../../../electron/contract/site-cameras.ts';
import type { Clock } from '../../clock/contract.ts';
import { CameraError } from '../contract.ts';
import type { Camera, CameraHandlers, PushedMessage, PushReply } from '../contract.ts';
import { pushPath } from '../door-routes.ts';
import { createHealthBook } from '../health.ts';
import { recordPosted } from '../record.ts';
import { readPosted } from './protocol.ts';
import { replyText } from './reply.ts';
import type { ReplyWishes } from './reply.ts';
import { createWish } from './wishes.ts';

export interface VzenithOptions {
  config: VzenithConfig;
  /** Under which it posts. */
  key: string;
  clock: Clock;
  handlers: CameraHandlers;
}

/** How long the reply to a fresh capture waits for the gate's word: the arm then goes up by that very reply. */
const REPLY_WAITS_MS = 300;
/** A car that was let in stands before the arm: a command that finds no reply in this time is void, and never sent later. */
const OPEN_WITHIN_MS = 2_000;
/** Two heartbeats. */
const ASK_WITHIN_MS = 12_000;

/**
 * A Vzenith camera, which only posts: whatever it is asked for goes with a reply, to a capture or to a heartbeat. No reply
 * opens unless the relay was asked to, and none to a stored record ever does.
 */
export function createVzenithCamera({ config, key, clock, handlers }: VzenithOptions): Camera {
  const { id, address, output } = config;
  const health = createHealthBook(id, clock, handlers);
  /** Replies that wait for the gate's word. */
  const held = new Set<() => void>();
  const release = (): void => held.forEach((answer) => answer());
  const open = createWish<'sent'>(clock, OPEN_WITHIN_MS, release);
  const trigger = createWish<'asked'>(clock, ASK_WITHIN_MS, release);
  const still = createWish<Uint8Array | 'none'>(clock, ASK_WITHIN_MS, release);

  function reply(port: number, mayOpen: boolean): PushReply {
    const wishes: ReplyWishes = {
      open: mayOpen && open.wanted ? (output === undefined ? 'by-reply' : { output }) : null,
      trigger: trigger.wanted,
      still: still.wanted ? { port, path: `${pushPath(id, key)}/still` } : null,
    };
    if (wishes.open !== null) open.done('sent');
    if (wishes.trigger) trigger.done('asked');
    if (wishes.still !== null) still.carried();
    return { contentType: 'application/json', body: replyText(wishes) };
  }

  const gateWord = (): Promise<void> =>
    new Promise((resolve) => {
      const answer = (): void => {
        cancel();
        held.delete(answer);
        resolve();
      };
      const cancel = clock.after(REPLY_WAITS_MS, answer);
      held.add(answer);
    });

  async function take({ contentType, body, port }: PushedMessage): Promise<PushReply> {
    health.heard();
    const posted = readPosted(contentType, body);
    switch (posted.kind) {
      case 'capture': {
        const { capture } = posted;
        if (!capture.offline) health.heard(capture.capturedAt);
        const outcome = recordPosted(handlers.onCapture, { ...capture, cameraId: id });
        if (capture.offline || outcome === 'duplicate') return reply(port, false);
        if (!open.wanted) await gateWord();
        return reply(port, true);
      }
      case 'input':
        handlers.onInput(id, posted.input, posted.active);
        return reply(port, true);
      case 'still':
        still.done(posted.image ?? 'none');
        return reply(port, true);
      case 'heartbeat':
        return reply(port, true);
    }
  }

  return {
    id,
    receiving: 0,
    start: () => undefined,
    stop() {
      open.drop();
      trigger.drop();
      still.drop();
      release();
      return Promise.resolve();
    },
    health: health.view,
    push: { address, fixedPaths: [], take },
    async still() {
      const image = await still.ask();
      if (image === null) throw new CameraError('no-answer', 'it posted no picture in time');
      if (image === 'none') throw new CameraError('bad-answer', 'it posted no JPEG');
      return image;
    },
    async trigger() {
      if ((await trigger.ask()) === null) throw new CameraError('no-answer', 'it did not ask in time');
    },
    relay: { pulse: async () => (await open.ask()) ?? 'not-sent' },
  };
}
