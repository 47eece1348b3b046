import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startPlatform } from './platform.ts';

/** The platform alone, for an installer's table: `node demo/platform/main.ts [--port N] [--park CODE] [--ca FILE]`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8883' },
    park: { type: 'string', default: '44030500100101000010' },
    ca: { type: 'string', default: 'platform-ca.pem' },
    client: { type: 'string', default: 'gatehouse-demo' },
    password: { type: 'string' },
    secret: { type: 'string' },
  },
});
const platform = await startPlatform({
  port: Number(values.port),
  parkCode: values.park,
  clientId: values.client,
  ...(values.password === undefined ? {} : { password: values.password }),
  ...(values.secret === undefined ? {} : { secret: values.secret }),
});
const { access } = platform;
await writeFile(values.ca, access.caPem);
console.log(`DB4403/T platform for lot ${access.parkCode}: ${access.url}`);
console.log(`  client id ${access.clientId}   password ${access.password}   secret ${access.secret}`);
console.log(`  authority (caFile): ${values.ca}`);

let shown = 0;
let named = 0;
const watch = setInterval(() => {
  for (; shown < platform.book.entries.length; shown += 1) {
    const entry = platform.book.entries[shown];
    if (entry !== undefined) console.log(`${entry.interface} ${JSON.stringify(entry.item)}`);
  }
  for (; named < platform.book.violations.length; named += 1) {
    const violation = platform.book.violations[named];
    if (violation !== undefined) console.log(`! ${violation.code} ${violation.topic} ${violation.message}`);
  }
}, 500);
process.once('SIGINT', () => {
  clearInterval(watch);
  void platform.stop();
});
