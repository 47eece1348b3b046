import { watchBlocks } from './blocks.ts';
import { asLine, readFound, readKept, readSeeds, writeKept } from './corpus.ts';
import { openDoor } from './door.ts';
import type { Door } from './door.ts';
import { DOORS } from './doors.ts';
import { PROGRAM } from './fuzz.ts';
import { createGuide } from './guide.ts';

/**
 * `node test/fuzz/keep.ts [DOOR…]`: of what the last runs found, and what was kept before, the shortest inputs that together reach
 * more than what was written by hand are kept in `corpus/kept`: a few kB for each door.
 */

const MOST_BYTES = 5_500;
const LONGEST = 700;

const wanted = process.argv.slice(2);
for (const [name, door] of Object.entries(DOORS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const kept = await best(name, door);
  writeKept(name, kept);
  console.log(`${name}: ${kept.length} kept`);
}

async function best(name: string, door: Door): Promise<Buffer[]> {
  const blocks = await watchBlocks((url) => PROGRAM.test(url));
  const { enter, close } = await openDoor(door);
  const silently = async (input: Buffer): Promise<void> => {
    try {
      await enter(input);
    } catch {
      // Refusals reach code too.
    }
  };
  const guide = createGuide(blocks, silently);
  // What caches and first calls run is nobody's merit.
  for (const seed of [...readSeeds(door.corpus), ...readSeeds(door.corpus)]) await silently(seed);
  await guide.skip();
  const candidates = [...new Set([...readKept(name), ...readFound(name)].map(asLine))].sort(
    (a, b) => a.length - b.length,
  );
  const kept: Buffer[] = [];
  let bytes = 0;
  for (const line of candidates) {
    if (line.length > LONGEST || bytes + line.length > MOST_BYTES) continue;
    const input = Buffer.from(JSON.parse(line) as string, 'latin1');
    await silently(input);
    if ((await guide.newcomers([input])).length === 0) continue;
    kept.push(input);
    bytes += line.length;
  }
  await close();
  return kept;
}
