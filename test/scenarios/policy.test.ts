import { describe, it } from 'vitest';
import { createLanguages } from '../../renderer/language/languages.ts';
import { readScenarios } from './format.ts';
import { play } from './play.ts';
import { openTableTop } from './table-top.ts';

const { t } = createLanguages('zh-CN');

describe('the policy alone', () => {
  it.each(readScenarios().map(({ file, scenario }) => [file, scenario.title, scenario] as const))(
    '%s: %s',
    async (_file, _title, scenario) => {
      await play(scenario, openTableTop(scenario), t);
    },
  );
});
