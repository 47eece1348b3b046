/** What a reply to a Vzenith camera carries, pure. */

export interface ReplyWishes {
  /** Raise the arm: by the reply's own word, or by a pulse of an output (0–3); null: do not. */
  open: 'by-reply' | { output: number } | null;
  /** Look once. */
  trigger: boolean;
  /** Post a picture to this path at this port of ours. */
  still: { port: number; path: string } | null;
}

export const NO_WISHES: ReplyWishes = { open: null, trigger: false, still: null };

const PULSE_MS = 500;

/**
 * `info: "ok"` opens; any other word does not. Without `retransfer_stop` some units send the same for ever, so every reply
 * has it.
 */
export function replyText({ open, trigger, still }: ReplyWishes): string {
  return JSON.stringify({
    Response_AlarmInfoPlate: {
      info: open === 'by-reply' ? 'ok' : 'no',
      content: 'retransfer_stop',
      ...(open !== null && open !== 'by-reply' && { ivs_ioctrl: { io: open.output, value: 2, delay: PULSE_MS } }),
      ...(trigger && { manualTrigger: 'ok' }),
      ...(still !== null && { TriggerImage: { port: still.port, snapImageRelativeUrl: still.path } }),
    },
  });
}
