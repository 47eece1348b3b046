import { it } from 'vitest';
import { openBooth, until } from './booth.ts';
it('debug', async () => {
  const booth = await openBooth({ lanes: '3' });
    await booth.platform.reserves('粤B40001');
    await booth.stands('in-1', '粤B40001');
    await booth.shows('in-1', { phase: 'passing', plate: '粤B40001' });
    await booth.goesThrough('in-1', '粤B40002');
  await new Promise((r) => setTimeout(r, 3000));
  console.log(JSON.stringify(await booth.page.evaluate(() => (window as any).cards.filter((c: any)=>c.laneId==='in-1').map((c: any) => [Math.round(c.at), c.phase, c.plate, c.reason, c.text].join(' '))), null, 1));
  await booth.page.screenshot({ path: `/tmp/e2edbg/tail.png` });
  console.log(booth.lot.journal.entries.filter((e) => e.what !== 'note').map((e) => [e.at, e.lane, e.what, (e as any).move ?? (e as any).meaning ?? (e as any).plate ?? (e as any).loop + ' ' + (e as any).occupied].join(' ')).join('\n'));
  await booth.close();
}, 60000);
