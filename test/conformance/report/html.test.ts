import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { htmlOf } from './html.ts';
import { failed, passed, report, section } from './section.fixture.ts';

const good = section({ outcomes: [passed('carNo', 12), passed('carNo', 40), passed(null)] });

it('says of what, when, where and how it came out, in both languages', () => {
  const page = htmlOf(report([good]));
  for (const words of ['Gatehouse 1.2.3', '2026-03-04 05:06:07', 'Node.js 24', 'HTTPS', '全部通过', 'All passed']) {
    expect(page).toContain(words);
  }
  expect(page).toContain('≤ 40 ms');
  expect(page).toContain('<a href="#s1">车辆驶入信息上报</a>');
  expect(page).toContain('<details id="s1">');
});

it('has what failed first, by a mark and words, and open', () => {
  const page = htmlOf(report([section({ outcomes: [passed('id'), passed('carNo'), failed('carNo')] })]));
  expect(page).toContain('<details id="s1" open>');
  expect(page.indexOf('<code>carNo</code>')).toBeLessThan(page.indexOf('<code>id</code>'));
  expect(page.indexOf('✗ 未通过</td>')).toBeLessThan(page.indexOf('✓ 通过</td>'));
  expect(page).toContain('1 项未通过');
  expect(page).not.toContain('全部通过');
});

it('never says that all passed where nothing was tried', () => {
  const page = htmlOf(report([]));
  expect(page).toContain('没有用例');
  expect(page).not.toContain('全部通过');
});

it('whatever was sent and said stays text', () => {
  const hostile = `</td><script>alert('&')</script>\u0000\u001b[31m\ud83d"`;
  const page = htmlOf(report([section({ title: { zh: hostile, en: '' }, outcomes: [failed(hostile, hostile)] })]));
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).toContain('&lt;/td&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;␀␛[31m\ufffd&quot;');
});

it('is one file that fetches nothing, and runs nothing but its own script', () => {
  const page = htmlOf(report([good]));
  expect(page).not.toMatch(/\b(src|href)="(?!#)|@import|url\(/);
  const script = /<script>([^]*)<\/script>/.exec(page)?.[1] ?? '';
  expect(page).toContain(`script-src &#39;sha256-${createHash('sha256').update(script).digest('base64')}&#39;`);
});

it('stays small with thousands of cases', () => {
  const many = section({ outcomes: Array.from({ length: 15_000 }, (_, i) => passed(`attribute${i % 20}`, i)) });
  expect(Buffer.byteLength(htmlOf(report([many])))).toBeLessThan(4_000_000);
});
