import type { Checksum } from '../../electron/contract/site-frames.ts';
import type { ReplyFault } from '../links/question.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { hexOf } from './hex.ts';
import type { FrameMistake } from './mistake.ts';
import { matches, parsePattern } from './pattern.ts';
import { frameOf, parseTemplate } from './template.ts';

/** What an installer tries: a frame of a manual, and the reply that the manual promises, if any. */
export interface FrameTry {
  send: string;
  reply?: string | undefined;
  checksum: Checksum;
}

export type FrameTried =
  /** Nothing was sent. */
  | { type: 'mistake'; in: 'send' | 'reply'; mistake: FrameMistake }
  | { type: 'not-sent' }
  /** In hex, `heard` with all that came in its time. `verdict`: `sent` where no reply is promised. */
  | { type: 'tried'; sent: string; heard: string; verdict: 'replied' | 'sent' | ReplyFault | 'link-down' };

/**
 * Sends one frame to a real device on its own line, among the questions of all others of it, and tells what came back. It
 * may move an arm: whoever asks looks at it. Never rejects.
 */
export function tryFrame(line: SharedLine, { send, reply, checksum }: FrameTry): Promise<FrameTried> {
  const frame = parseTemplate(send, checksum);
  if (frame.type === 'mistake') return Promise.resolve({ type: 'mistake', in: 'send', mistake: frame.mistake });
  const promised = reply === undefined ? null : parsePattern(reply, checksum);
  if (promised?.type === 'mistake') return Promise.resolve({ type: 'mistake', in: 'reply', mistake: promised.mistake });
  const pattern = promised?.value ?? null;
  const bytes = frameOf(frame.value);
  let heard: Uint8Array = new Uint8Array();
  return new Promise((resolve) => {
    const tried = (verdict: (FrameTried & { type: 'tried' })['verdict']): void =>
      resolve({ type: 'tried', sent: hexOf(bytes), heard: hexOf(heard), verdict });
    line.ask({
      bytes,
      priority: 'command',
      acts: true,
      match(all) {
        heard = all;
        // Without a promise it is listened for as long as a reply would be waited for.
        return pattern === null
          ? { type: 'none', fault: all.length === 0 ? 'silence' : 'noise' }
          : matches(pattern, all);
      },
      onDone(answer) {
        if (answer.type === 'reply') return tried('replied');
        if (answer.type === 'sent') return tried('sent');
        if (!answer.sent || answer.why === 'withdrawn') return resolve({ type: 'not-sent' });
        tried(pattern === null && answer.why !== 'link-down' ? 'sent' : answer.why);
      },
    });
  });
}
