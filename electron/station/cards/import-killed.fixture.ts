import { openCardOffice, portionsOf } from './cards.fixture.ts';

// A station that dies in the middle of an import: `directory` of its store, after how many steps of it, and whether it
// was promised by then.
const [directory = '', steps = '', promised = ''] = process.argv.slice(2);
const office = openCardOffice(directory);
const run = office.run();
run.start(office.wish(portionsOf([['A-1', '粤B22222'], ['A-2', '粤B11111'], ['N-1', '粤B33333']]))); // prettier-ignore

function dieInTime(): void {
  const standing = run.standing();
  if (standing.state === 'writing' && standing.done >= Number(steps) && standing.stoppable === (promised === 'no'))
    process.kill(process.pid, 'SIGKILL');
  setImmediate(dieInTime);
}
dieInTime();
