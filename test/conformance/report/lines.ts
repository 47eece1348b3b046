import { join } from 'node:path';
import type { Report } from './report.ts';
import { ARROWS, failedIn, passedIn } from './section.ts';
import type { Carrier, Section, Standard } from './section.ts';

/** One part of a run that is done. */
export function progressLine(
  { name, standard, transport }: { name: string; standard: Standard; transport: Carrier },
  cases: number,
  failed: number,
  ms: number,
): string {
  const what = `${standard} ${name} over ${transport.toUpperCase()}`;
  return `  ${what.padEnd(38)} ${count(cases)} cases ${failed === 0 ? '' : `${failed} FAILED `}${(ms / 1000).toFixed(1)} s`;
}

/** Failed cases of one interface that are printed; the report has them all. */
const MOST_SHOWN = 5;

/** What is printed at the end: a line for each interface, the first of its failures below it, and the sum last. */
export function linesOf(report: Report, folder: string): string[] {
  return [
    '',
    ...report.sections.flatMap((section) => [lineOf(section), ...failures(section)]),
    '',
    `${join(folder, 'report.html')} and report.json, ${report.took} s`,
    `${report.passed} passed, ${report.failed} failed`,
  ];
}

function lineOf(section: Section): string {
  const { standard, code, clause, direction, transport, title } = section;
  const name = `${standard === 'db4403' ? 'DB4403/T' : 'City Brain'} ${clause}`.padEnd(22);
  const failed = failedIn(section);
  const result = `${count(passedIn(section))} passed${failed === 0 ? '' : `, ${failed} FAILED`}`;
  return `${name} ${ARROWS[direction].sign} ${code.padEnd(20)} ${transport.padEnd(6)} ${result.padEnd(14)}  ${title.zh}`;
}

function failures({ outcomes }: Section): string[] {
  const failed = outcomes.filter(({ passed }) => !passed);
  const shown = failed.slice(0, MOST_SHOWN).map(({ attribute, kind, detail, expected, seen }) => {
    const what = [attribute ?? '', kind, detail].filter((word) => word !== '').join(' ');
    return `    ✗ ${what}: expected ${expected}, saw ${seen}`.slice(0, 240);
  });
  return failed.length > MOST_SHOWN ? [...shown, `    … and ${failed.length - MOST_SHOWN} more`] : shown;
}

const count = (cases: number): string => String(cases).padStart(5);
