import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CODES } from '../standard/db4403.ts';
import { sectionHtml } from './html-section.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Report } from './report.ts';
import { ARROWS, carrierName, failedIn, passedIn, slowestIn, standardName } from './section.ts';
import type { Section } from './section.ts';

const besideThis = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A whole report in one file: nothing is fetched, and nothing runs but the filter that stands in it. */
export function htmlOf(report: Report): string {
  const [style, script] = [besideThis('page.css'), besideThis('page.js')];
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
  const page = markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.product} ${report.version} 一致性测试报告</title>
<style>${{ html: style }}</style>
</head>
<body>
${head(report)}
<main>
${overview(report.sections)}
${FILTER}
<div id="cases">
${report.sections.map((section, i) => sectionHtml(section, anchor(i)))}
</div>
${codes()}
</main>
<script>${{ html: script }}</script>
</body>
</html>
`;
  return page.html;
}

const anchor = (place: number): string => `s${place + 1}`;

function head(report: Report): Markup {
  const { product, version, date, took, environment, sections, passed, failed } = report;
  const carriers = [...new Set(sections.map(({ transport }) => carrierName(transport)))].join(', ');
  const interfaces = new Set(sections.map(({ standard, code }) => `${standard} ${code}`)).size;
  const facts: readonly (readonly [string, string, string])[] = [
    ['产品', 'Product', `${product} ${version}`],
    ['日期（北京时间）', 'Date (Beijing)', date],
    ['历时', 'Took', `${took} s`],
    ['传输', 'Transports', carriers],
    [
      '环境',
      'Environment',
      Object.entries(environment)
        .map((pair) => pair.join(' '))
        .join(' · '),
    ],
  ];
  return markup`<header>
<h1>一致性测试报告 <span lang="en">Conformance report</span></h1>
<p class="what">DB4403/T 停车库（场）预约共享数据接口规范 · 停车场接入城市大脑·智慧停车系统的技术规范 V2.9</p>
<div class="totals">
${verdict(report)}
${total(passed + failed, '用例', 'cases')}
${total(passed, '通过', 'passed')}
${total(failed, '未通过', 'failed')}
${total(interfaces, '接口', 'interfaces')}
</div>
<dl>
${facts.map(([zh, en, value]) => markup`<div><dt>${both(zh, en)}</dt><dd>${value}</dd></div>\n`)}</dl>
</header>`;
}

function verdict({ passed, failed }: Report): Markup {
  if (failed > 0) return markup`<p class="verdict fail">✗ ${both(`${failed} 项未通过`, `${failed} failed`)}</p>`;
  return passed > 0
    ? markup`<p class="verdict pass">✓ ${both('全部通过', 'All passed')}</p>`
    : markup`<p class="verdict fail">✗ ${both('没有用例', 'No case')}</p>`;
}

const both = (zh: string, en: string): Markup => markup`${zh} <span lang="en">${en}</span>`;

const total = (count: number, zh: string, en: string): Markup =>
  markup`<p class="total"><b>${count.toLocaleString('en')}</b> ${both(zh, en)}</p>`;

const COLUMNS: readonly (readonly [string, string])[] = [
  ['标准', 'Standard'],
  ['条款', 'Clause'],
  ['接口', 'Interface'],
  ['方向', 'Direction'],
  ['表', 'Tables'],
  ['传输', 'Transport'],
  ['通过', 'Passed'],
  ['未通过', 'Failed'],
  ['最慢 ms', 'Slowest'],
];

const overview = (sections: readonly Section[]): Markup => markup`<section>
<h2>${both('接口', 'Interfaces')}</h2>
<div class="wide"><table class="overview">
<thead><tr>${COLUMNS.map(([zh, en]) => markup`<th scope="col">${both(zh, en)}</th>`)}</tr></thead>
<tbody>
${sections.map(overviewRow)}</tbody>
</table></div>
</section>`;

function overviewRow(section: Section, place: number): Markup {
  const { standard, clause, code, title, direction, tables, transport } = section;
  const { sign, zh, en } = ARROWS[direction];
  const [passed, failed] = [passedIn(section), failedIn(section)];
  return markup`<tr>
<td>${standardName(standard)}</td><td>${clause}</td>
<td><a href="#${anchor(place)}">${title.zh}</a> <span lang="en">${title.en}</span> <code>${code}</code></td>
<td>${sign} ${both(zh, en)}</td><td>${tables.join(', ')}</td><td>${carrierName(transport)}</td>
<td class="n">${passed}</td><td class="n ${failed === 0 ? 'pass' : 'fail'}">${failed === 0 ? '✓ 0' : `✗ ${failed}`}</td>
<td class="n">${slowestIn(section) ?? '–'}</td>
</tr>
`;
}

/** It shows itself once there is a script to filter with. */
const FILTER = markup`<form id="filter" role="search" hidden>
<h2>${both('用例', 'Cases')}</h2>
<input type="search" id="words" aria-label="筛选 Filter" placeholder="筛选：属性、用例、消息码… Filter by words">
<label><input type="checkbox" id="failures"> ${both('仅未通过', 'only failures')}</label>
<button type="button" id="open">${both('全部展开', 'open all')}</button>
<button type="button" id="close">${both('全部收起', 'close all')}</button>
<output id="shown"></output>
</form>`;

const codes = (): Markup => markup`<section class="codes">
<h2>${both('消息码', 'Codes of DB4403/T, appendix A')}</h2>
<dl>
${Object.entries(CODES).map(([code, words]) => markup`<div><dt>${code}</dt><dd>${words}</dd></div>\n`)}</dl>
</section>`;
