import type { LaunchedApp } from '../../e2e/app.ts';

/** What a window holds once its garbage was collected. */
export interface Held {
  /** When, s since the first. */
  s: number;
  heapMB: number;
  /** Of its process; the system counts what it shares with others too. */
  residentMB: number;
  /** Nodes of the document, and those that only script still holds. */
  nodes: number;
}

/** Measures the window's memory, each time after a collection. */
export async function watchMemory({ app, page }: Pick<LaunchedApp, 'app' | 'page'>) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const held: Held[] = [];
  const from = performance.now();
  return {
    held,
    async sample(): Promise<void> {
      await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
      const residentKB = await app.evaluate(
        (electron) => electron.app.getAppMetrics().find(({ type }) => type === 'Tab')?.memory.workingSetSize ?? NaN,
      );
      held.push({
        s: Math.round((performance.now() - from) / 1000),
        heapMB: of('JSHeapUsedSize') / 1e6,
        residentMB: residentKB / 1e3,
        nodes: of('Nodes'),
      });
    },
  };
}

/** By how much a figure grows in a minute: the line of least squares. */
export function perMinute(held: readonly Held[], figure: (one: Held) => number): number {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [s, y] = [mean(held.map((one) => one.s)), mean(held.map(figure))];
  const over = held.reduce((sum, one) => sum + (one.s - s) * (figure(one) - y), 0);
  return (60 * over) / held.reduce((sum, one) => sum + (one.s - s) ** 2, 0);
}
