import type { Printer } from '../../../native/printer/contract.ts';
import { tryFrame } from '../../../native/frames/try-frame.ts';
import type { FrameTrial, SendTrial } from '../../contract/trials.ts';
import type { PrinterConfig } from '../../contract/site-printer.ts';
import type { LinkConfig } from '../../contract/site.ts';
import { displayOf, lineNamed, linksOf, printerOf } from './draft.ts';
import type { DraftLine } from './draft.ts';
import { isSame } from './running.ts';
import { printerFrom, tryDisplay, tryPrinter } from './shown.ts';
import { createStand } from './stand.ts';
import type { TrialGround, TrialHandlers } from './trials.ts';

/** What is sent over a line and read by people or by a device: boards, paper, frames of a manual. */
export function createLineTrials(ground: TrialGround): {
  handlers: Pick<TrialHandlers, 'setup.try-display' | 'setup.try-printer' | 'setup.try-frame'>;
  stop(): Promise<void>;
} {
  const { draft, running, benchLines, results, clock } = ground;
  const printers = createStand<Printer>(clock);

  /** The printer's place as a line, whichever way the site file names it. */
  function placeOfPrinter({ link }: PrinterConfig): DraftLine {
    if (typeof link === 'string') return lineNamed(draft(), link);
    return { link: { id: 'printer', kind: 'tcp', ...link }, slowestReplyMs: 0 };
  }

  async function print(config: PrinterConfig): Promise<SendTrial> {
    const on = placeOfPrinter(config);
    if (running?.printer && isRunning(config, on.link)) return tryPrinter(running.printer, config, clock);
    // A printer has its line alone: it is opened first to know why it cannot be, then left to the printer.
    const reached = await benchLines.use(on, () => Promise.resolve(null));
    const refused = reached ?? (await benchLines.free(on));
    if (refused !== null) return refused;
    const key = JSON.stringify([config, on]);
    return printers.use(
      'printer',
      key,
      () => {
        const thing = printerFrom(config, linksOf(draft()), clock, ground.lines);
        thing.start();
        return Promise.resolve({ thing, close: thing.stop });
      },
      (printer) => tryPrinter(printer, config, clock),
    );
  }

  const isRunning = (config: PrinterConfig, link: LinkConfig): boolean =>
    isSame(running?.site.printer, config) &&
    (typeof config.link !== 'string' ||
      isSame(
        running?.site.links.find(({ id }) => id === config.link),
        link,
      ));

  async function frame(linkId: string, tried: Parameters<typeof tryFrame>[1]): Promise<FrameTrial> {
    const outcome = await benchLines.use(lineNamed(draft(), linkId), ({ line }) => tryFrame(line, tried));
    switch (outcome.type) {
      case 'mistake':
        return { type: 'mistake', in: outcome.in, ...outcome.mistake };
      case 'not-sent':
        return { type: 'failed', trouble: 'failed', detail: 'the line was lost' };
      case 'tried':
      case 'failed':
        return outcome;
    }
  }

  return {
    handlers: {
      async 'setup.try-display'({ laneId, index, text }) {
        const config = displayOf(draft(), laneId, index);
        const pieces = (): unknown => {
          const { link, ...rest } = displayOf(draft(), laneId, index);
          return [rest, lineNamed(draft(), link)];
        };
        const kept = results.begin('display', laneId, pieces);
        const trial = await benchLines.use(lineNamed(draft(), config.link), (bench) =>
          tryDisplay(bench, `display ${laneId} ${index}`, config, text, clock),
        );
        kept(trial.type === 'sent');
        return trial;
      },
      async 'setup.try-printer'() {
        const config = printerOf(draft());
        const kept = results.begin('printer', '', () => [printerOf(draft()), placeOfPrinter(printerOf(draft()))]);
        const trial = await print(config);
        kept(trial.type === 'sent');
        return trial;
      },
      'setup.try-frame'({ linkId, send, reply, checksum }, who) {
        ground.audit(who, 'setup.try-frame', { linkId, send });
        return frame(linkId, {
          send,
          checksum: { order: 'low-first', from: 0, ...checksum },
          ...(reply !== undefined && { reply }),
        });
      },
    },
    stop: printers.stop,
  };
}
