import { parentPort, workerData } from 'node:worker_threads';
import { seal } from './envelope.ts';
import type { Account } from './envelope.ts';
import type { Outcome, Sealed, ToSeal } from './sealing.ts';

/** The thread that seals: `sealing.ts` starts it and asks. */
const account = workerData as Account;
const pictures: ToSeal[] = [];
let atWork = false;

async function outcomeOf({ message, file }: ToSeal): Promise<Outcome> {
  try {
    if (file === null) return { kind: 'sealed', body: seal(message, null, account) };
    // Not before there is one: what pictures need is large, and the first message should not wait for it.
    const { loadPicture } = await import('./picture-file.ts');
    const loaded = await loadPicture(file);
    return loaded.kind === 'picture' ? { kind: 'sealed', body: seal(message, loaded.jpeg, account) } : loaded;
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

async function answer(asked: ToSeal): Promise<void> {
  const outcome = await outcomeOf(asked);
  const handedOver = outcome.kind === 'sealed' ? [outcome.body.buffer] : [];
  parentPort?.postMessage({ key: asked.key, outcome } satisfies Sealed, handedOver);
}

/** One picture after another: several at once would take the cores that the gate needs, and hold up what is small. */
async function work(): Promise<void> {
  atWork = true;
  for (let next = takeNewest(); next; next = takeNewest()) await answer(next);
  atWork = false;
}

/** What happens now goes before the backlog (DB4403/T 8.2): the queue hands over a good many of the old ones at once. */
function takeNewest(): ToSeal | undefined {
  const newest = pictures.reduce<ToSeal | undefined>((so, each) => (so && so.rank > each.rank ? so : each), undefined);
  if (newest) pictures.splice(pictures.indexOf(newest), 1);
  return newest;
}

parentPort?.on('message', (asked: ToSeal) => {
  if (asked.file === null) return void answer(asked);
  pictures.push(asked);
  if (!atWork) void work();
});
