import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as keys from '../../renderer/keys/key-map.ts';
import { root } from '../setup/places.mjs';
import { scenes } from './scenes.mjs';

const docs = join(root, 'docs');
const guides = [
  { file: '操作手册.md', language: 'zh-CN' },
  { file: 'operator-guide.md', language: 'en' },
];
const { ACT_LETTERS, ...others } = keys;
const letters = [...Object.values(ACT_LETTERS), ...Object.values(others).filter((each) => typeof each === 'string')];

describe.each(guides)('the operator guide $file', ({ file, language }) => {
  const text = readFileSync(join(docs, file), 'utf8');
  const targets = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target = '']) => target);

  it('shows each picture that is taken for it, and no other', () => {
    const shown = targets.filter((target) => target.endsWith('.png'));
    expect(shown.toSorted()).toEqual(
      Object.keys(scenes)
        .map((name) => `pictures/${name}.${language}.png`)
        .toSorted(),
    );
  });

  it('leads nowhere that is not there', () => {
    expect(targets.filter((target) => !existsSync(join(docs, target)))).toEqual([]);
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const within = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(within.filter((anchor = '') => !headings.includes(anchor))).toEqual([]);
  });

  it('names each key of the board', () => {
    expect(letters.filter((letter) => !text.includes(`\`${letter}\``))).toEqual([]);
  });
});

/** As GitHub makes it: small, without punctuation, spaces as hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
