import { commands } from '../../../electron/contract/commands.ts';
import type { CommandName } from '../../../electron/contract/commands.ts';
import { printWish } from '../../../electron/contract/printing.ts';
import { eventMessage, mainMessage } from '../../../electron/contract/wire.ts';
import { cutLines } from '../../../electron/lines/lines.ts';
import type { StationListeners } from '../../../electron/main/station-host.ts';
import { superviseStation } from '../../../electron/main/station-process.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { holds } from '../door.ts';
import type { Doors } from '../door.ts';
import { jsonOf } from '../json.ts';

const READY = {
  ready: true,
  node: '24',
  captureDirectory: '/captures',
  capturePort: 1,
  program: { kiosk: false, startAtLogin: false, updates: null },
};

/** Main, told lines by a station that has just come up and owes one answer. */
function tellMain(bytes: Buffer): void {
  const clock = createManualClock();
  let station: StationListeners | null = null;
  const told: unknown[] = [];
  const supervisor = superviseStation({
    host: (listeners) => ((station = listeners), { post: () => undefined, kill: () => undefined }),
    timers: clock,
    onEvent: (event) => void told.push(event),
    onStatus: ({ state }) => holds(['starting', 'up', 'down'].includes(state), `state ${state}`),
    onReady: ({ captureDirectory }) => holds(typeof captureDirectory === 'string', 'no folder'),
    onLog: () => undefined,
    onLine: () => undefined,
  });
  supervisor.start();
  const { onMessage, onEnd } = station as unknown as StationListeners;
  onMessage(READY);
  let answered = 0;
  void supervisor.call('board.get', {}).then(() => (answered += 1));
  const cutter = cutLines((line) => {
    const message = jsonOf(line);
    if (message !== undefined) onMessage(message);
  });
  cutter.write(bytes);
  cutter.end();
  for (const event of told) holds(eventMessage.safeParse(event).success, 'the window is told what is no event');
  onEnd({ how: 'exited' });
  holds(supervisor.status().state === 'down', 'it is down and main does not know');
}

/** Between the processes, before a station acts. */
export const PROCESSES: Doors = {
  'lines of main': {
    corpus: 'main',
    share: 5,
    refusesWith: [],
    behind(bytes) {
      const cutter = cutLines((line) => {
        let message: unknown;
        try {
          message = JSON.parse(line);
        } catch {
          return;
        }
        mainMessage.safeParse(message);
      }, 10_000);
      cutter.write(bytes);
      cutter.end();
    },
  },
  'lines of the station': {
    corpus: 'station',
    share: 5,
    refusesWith: [],
    behind: tellMain,
  },
  'inputs of commands': {
    corpus: 'commands',
    share: 6,
    refusesWith: [],
    behind(bytes) {
      const message = jsonOf(bytes.toString('utf8'));
      const { command, input } = (message ?? {}) as { command?: unknown; input?: unknown };
      if (command === 'print') printWish.safeParse(input);
      if (typeof command !== 'string' || !Object.hasOwn(commands, command)) return;
      const { success } = commands[command as CommandName].input.safeParse(input);
      // What may pass once may pass again: checking leaves it as it is.
      holds(commands[command as CommandName].input.safeParse(input).success === success, 'another verdict');
    },
  },
};
