import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

// The window's accessibility, scanned where it is shown.

interface Finding {
  id: string;
  impact: string | null;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

// What the scanner puts into the page: the code under `page.evaluate` runs there.
declare const axe: {
  run(within: string | Document, options: object): Promise<{ violations: Finding[] }>;
};

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of the scanner that say nothing about a program's window. */
const NOT_OURS = {
  // The window is a program, no document: what lies over it stands beside its landmarks.
  region: { enabled: false },
};

/**
 * What the scanner would read anew at each scan, for two rules alone: how long sounds play, which is never serious, and
 * style sheets that lock the orientation, which it only looks at on request. It takes longer than all other rules.
 */
const NOT_LOADED = false;

/** Serious and critical findings of all that is shown, each as one line with its first places; empty when all is well. */
export async function seriousFindings(page: Page, within = 'body'): Promise<string[]> {
  // Half a megabyte of source is read once in the life of a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  const violations = await page.evaluate(async (wish) => (await axe.run(wish.within, wish.options)).violations, {
    within,
    options: { resultTypes: ['violations'], rules: NOT_OURS, preload: NOT_LOADED },
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 6).map(({ target, failureSummary }) => {
        const [, why = ''] = (failureSummary ?? '').split('\n');
        return `${target.join(' ')}: ${why.trim()}`;
      });
      return [`${id}: ${help} (${nodes.length})`, ...places].join('\n  ');
    });
}
