import { describe, it } from 'vitest';
import { createLanguages } from '../../renderer/language/languages.ts';
import { readScenarios } from './format.ts';
import { play } from './play.ts';
import { openWholeStation } from './whole-station.ts';

const { t } = createLanguages('zh-CN');

describe('the whole station', () => {
  it.each(readScenarios().map(({ file, scenario }) => [file, scenario.title, scenario] as const))(
    '%s: %s',
    async (_file, _title, scenario) => {
      const lot = await openWholeStation(scenario);
      try {
        await play(scenario, lot, t);
      } finally {
        await lot.end();
      }
    },
  );
});
