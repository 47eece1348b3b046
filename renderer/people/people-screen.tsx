import { Segmented } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, usePeople } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { usePageKeys } from '../tables/use-page-keys.ts';
import { AuditList } from './audit-list.tsx';
import { PeopleList } from './people-list.tsx';
import type { PeopleTab } from './people-store.ts';
import './people.css';
import '../tables/lists.css';

/** Who works here, and the record of what everybody did. */
export function PeopleScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { people } = desk;
  const loaded = usePeople((state) => state.people !== null);
  const failure = usePeople((state) => state.failure);
  const tab = usePeople((state) => state.tab);
  useEffect(() => people.open(), [people]);
  const own = useCallback(
    (key: string): boolean => {
      if (key === '1') people.choose('people');
      else if (key === '2') people.choose('audit');
      else return false;
      return true;
    },
    [people],
  );
  usePageKeys(desk, own);
  return (
    <div className="people" data-testid="people">
      <AskingStrip title={t('session.people.title')} />
      <div className="screen-main">
        <ScreenContent
          name="people"
          loaded={loaded}
          warning={failure === null ? null : t(`error.${failure}`)}
          loading={t('session.people.loading')}
          asksAgain={t('session.people.asksAgain')}
          lastKnown={t('session.people.lastKnown')}
        >
          <section className="lists">
            <div className="lists-tools">
              <Segmented
                value={tab}
                aria-label={t('session.people.title')}
                options={(['people', 'audit'] as const).map((value, index) => ({
                  value,
                  label: (
                    <span data-testid={`tab-${value}`}>
                      {t(`session.people.tab.${value}`)} <kbd>{index + 1}</kbd>
                    </span>
                  ),
                }))}
                onChange={(value: PeopleTab) => {
                  people.choose(value);
                }}
              />
            </div>
            {tab === 'people' ? <PeopleList /> : <AuditList />}
          </section>
        </ScreenContent>
      </div>
    </div>
  );
}
