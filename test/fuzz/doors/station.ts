import { commands } from '../../../electron/contract/commands.ts';
import type { CommandName } from '../../../electron/contract/commands.ts';
import { mainMessage, response } from '../../../electron/contract/wire.ts';
import { CODE } from '../../../electron/station/platform/db4403/codes.ts';
import { openReply, sealReply, sealRequest } from '../../../electron/station/platform/db4403/envelope.ts';
import type { ReplyBody } from '../../../electron/station/platform/db4403/envelope.ts';
import { SECRET } from '../../simulation/platforms.ts';
import { Broken, headAndRest, holds } from '../door.ts';
import type { Doors, OpenDoor } from '../door.ts';
import { jsonOf } from '../json.ts';
import { openStationAtWork, withKey } from '../station-at-work.ts';
import type { StationAtWork } from '../station-at-work.ts';

/** Inputs before a station is laid aside for a new one: its store grows, and people are dismissed in it. */
const ONE_STATION = 4000;
/** Inputs between two cars. */
const ONE_CAR = 40;

/** These would ask the network or other machines, or begin the program anew. They are checked, and not carried out. */
const NOT_CARRIED_OUT =
  /^(setup\.(find-|probe-|try-|tell-|posting-|save)|acceptance\.run|restore\.|support\.|backup\.|cameras\.|people\.(end|change|give)|session\.(change|claim))/;

/** A station at work; another from time to time. */
async function openStation(enter: (station: StationAtWork, input: Buffer, at: Place) => unknown): Promise<OpenDoor> {
  let station = await openStationAtWork();
  let at: Place = null;
  let entered = 0;
  return {
    async enter(input) {
      entered += 1;
      if (entered % ONE_STATION === 0) {
        await station.close();
        station = await openStationAtWork();
      }
      if (entered % ONE_CAR === 1) at = await station.turn();
      const failed = await Promise.resolve(enter(station, input, at)).then(() => null, (error: unknown) => error ?? new Broken('nothing was thrown')); // prettier-ignore
      const trouble = station.trouble();
      if (failed !== null) throw failed instanceof Error ? failed : new Broken(wordsOf(failed));
      if (trouble !== null) throw trouble instanceof Error ? trouble : new Broken(wordsOf(trouble));
    },
    close: () => station.close(),
  };
}

type Place = { laneId: string; arrivalId: string } | null;

const wordsOf = (trouble: unknown): string => {
  const { err = trouble } = trouble as { err?: unknown };
  return err instanceof Error ? (err.stack ?? err.message).split('\n').slice(0, 3).join(' ') : JSON.stringify(err);
};

/** What the window asks, and what it would be told. */
async function carriedOut(station: StationAtWork, input: Buffer, at: Place): Promise<void> {
  const text = input.toString('utf8').replaceAll('ARRIVAL', at?.arrivalId ?? 'none').replaceAll('LANE', at?.laneId ?? 'in-1'); // prettier-ignore
  const message = mainMessage.safeParse(jsonOf(withKey(text)));
  if (!message.success || !('command' in message.data)) return;
  const { command } = message.data;
  if (NOT_CARRIED_OUT.test(command)) return;
  const answer = await station.answer(message.data);
  holds(response.safeParse(answer).success && answer.id === message.data.id, `${command}: no answer of the contract's`);
  if (!answer.ok) return holds(answer.error.code !== 'internal', `${command}: ${answer.error.message}`);
  const output = commands[command as CommandName].output.safeParse(answer.output);
  holds(output.success, `${command} answers what its contract does not say: ${output.error?.message}`);
}

/** `code`, and what its data says, signed; `code raw`: a whole message, as it is. */
function served(station: StationAtWork, input: Buffer): void {
  const [head, rest] = headAndRest(input);
  const [code = '', how = ''] = head.split(' ');
  const seconds = Math.floor(station.clock.now() / 1000);
  const bytes = how === 'raw' ? rest : sealRequest([rest.toString('utf8')], SECRET, seconds);
  const reply = station.platformAsks(code, bytes) as ReplyBody;
  const entries = reply.data as { code: number }[];
  holds([reply, ...entries].every(({ code: said }) => Number.isInteger(said) && said !== CODE.other), `${code}: code ${reply.code}`); // prettier-ignore
  const read = openReply(sealReply(reply, seconds));
  holds(read !== null && read.code === reply.code, 'a reply that nobody can read');
}

/** What reaches a station at work, all the way into its store. */
export const STATION: Doors = {
  'requests of the window, carried out': {
    corpus: 'commands',
    share: 3,
    refusesWith: [],
    behind: { open: () => openStation(carriedOut) },
  },
  'services of DB4403, carried out': {
    corpus: 'services',
    share: 4,
    refusesWith: [],
    behind: { open: () => openStation(served) },
  },
};
