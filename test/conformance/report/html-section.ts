import { KINDS } from '../cases/kinds.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { ARROWS, carrierName, failedIn, passedIn, slowestIn, standardName } from './section.ts';
import type { Outcome, Section } from './section.ts';

/** The cases of one interface over one transport, below a line that opens them: those of an attribute together. */
export function sectionHtml(section: Section, id: string): Markup {
  const { standard, code, clause, title, outcomes } = section;
  const failed = failedIn(section);
  const mark = failed === 0 ? markup`<b class="pass">✓ 通过</b>` : markup`<b class="fail">✗ ${failed} 项未通过</b>`;
  return markup`<details id="${id}"${failed === 0 ? null : OPEN}>
<summary>${mark} <strong>${standardName(standard)} ${clause} ${title.zh}</strong>
<span lang="en">${title.en}</span> <code>${code}</code> <small>${aboutIn(section)}</small></summary>
<div class="wide"><table class="cases">
<thead><tr>${COLUMNS.map(([zh, en]) => markup`<th scope="col">${zh} <span lang="en">${en}</span></th>`)}</tr></thead>
${grouped(outcomes).map(([attribute, group]) => groupHtml(attribute, group))}</table></div>
</details>
`;
}

const OPEN = markup` open`;

function aboutIn(section: Section): string {
  const { direction, tables, transport, outcomes } = section;
  const slowest = slowestIn(section);
  return [
    carrierName(transport),
    `${ARROWS[direction].sign} ${ARROWS[direction].zh}`,
    ...(tables.length === 0 ? [] : [`表 ${tables.join(', ')}`]),
    `${passedIn(section)} / ${outcomes.length}`,
    ...(slowest === null ? [] : [`≤ ${slowest} ms`]),
  ].join(' · ');
}

const COLUMNS: readonly (readonly [string, string])[] = [
  ['结果', 'Result'],
  ['用例', 'Case'],
  ['细节', 'Detail'],
  ['预期', 'Expected'],
  ['实际', 'Seen'],
  ['ms', ''],
];

type Group = readonly [attribute: string | null, outcomes: readonly Outcome[]];

/** What failed comes first: the attributes, and the cases of each. Else all in the order in which they were tried. */
function grouped(outcomes: readonly Outcome[]): Group[] {
  const groups = Map.groupBy(outcomes, ({ attribute }) => attribute);
  const rank = (list: readonly Outcome[]): number => (list.some(({ passed }) => !passed) ? 0 : 1);
  return [...groups]
    .map(([attribute, list]): Group => [attribute, list.toSorted((a, b) => Number(a.passed) - Number(b.passed))])
    .sort(([, a], [, b]) => rank(a) - rank(b));
}

const groupHtml = (attribute: string | null, outcomes: readonly Outcome[]): Markup => markup`<tbody>
<tr class="about"><th colspan="6" scope="rowgroup">${attribute === null ? WHOLE : markup`<code>${attribute}</code>`}</th></tr>
${outcomes.map(outcomeHtml)}</tbody>
`;

const WHOLE = markup`整体 <span lang="en">as a whole</span>`;

function outcomeHtml({ kind, detail, expected, seen, passed, ms }: Outcome): Markup {
  const result = passed ? markup`<td class="pass">✓ 通过</td>` : markup`<td class="fail">✗ 未通过</td>`;
  const { zh, en } = KINDS[kind];
  const words = zh === en ? markup`${zh}` : markup`${zh} <span lang="en">${en}</span>`;
  return markup`<tr>${result}<td>${words}</td><td>${detail}</td><td>${expected}</td><td>${seen}</td><td class="n">${ms}</td></tr>
`;
}
