import { ArrowRightOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SiteChange } from '../../../electron/contract/setup.ts';
import { placeWords, valueWords } from '../site-words.ts';
import { leavesOf } from './leaves.ts';
import { useSetup } from '../use-setup.ts';

/** What differs, before and after, in the words of the forms. */
export function ChangesTable({ changes }: { changes: readonly SiteChange[] }) {
  const { t } = useTranslation();
  const site = useSetup((state) => state.site);
  if (changes.length === 0) return <p className="dim">{t('setup.changes.none')}</p>;
  return (
    <table className="setup-table" data-testid="changes">
      <thead>
        <tr>
          <th scope="col">{t('setup.changes.what')}</th>
          <th scope="col">{t('setup.changes.beforeAfter')}</th>
          <th scope="col">{t('setup.changes.when')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.flatMap(leavesOf).map((change) => (
          <tr key={change.path}>
            <th scope="row">{placeWords(t, site, change.path)}</th>
            <td>
              {change.secret ? (
                t('setup.changes.secret')
              ) : (
                <>
                  <span className="dim">{valueWords(t, change.path, change.before)}</span>{' '}
                  <ArrowRightOutlined aria-label={t('setup.changes.becomes')} />{' '}
                  <b>{valueWords(t, change.path, change.after)}</b>
                </>
              )}
            </td>
            <td>
              <Tag>{t(`setup.effect.${change.effect}.short`)}</Tag>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
