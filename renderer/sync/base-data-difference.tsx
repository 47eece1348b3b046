import { useTranslation } from 'react-i18next';
import type { BaseDataView } from '../../electron/contract/base-data.ts';
import { shortTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useSync } from '../store/desk.tsx';
import { BaseDataState } from './base-data-state.tsx';
import { fieldWord, interfaceWord, valueWord } from './words.ts';

/** One thing, side by side: as the site file has it, and as the platform holds it. */
export function BaseDataDifference({ view }: { view: BaseDataView | null }) {
  const { t } = useTranslation();
  const now = useNow();
  const allSame = useSync(({ baseData }) => baseData?.every(({ state }) => state === 'same') === true);
  if (view === null) {
    return (
      <div className="base-data-difference" data-testid="difference">
        <p className="base-data-well">{t(allSame ? 'sync.baseData.allWell' : 'sync.baseData.choose')}</p>
      </div>
    );
  }
  return (
    <div className="base-data-difference" data-testid="difference">
      <header>
        <h3>
          {interfaceWord(t, view.interface)} · {view.title}
        </h3>
        <BaseDataState state={view.state} />
      </header>
      <p>{t(`sync.baseData.words.${view.state}`)}</p>
      {view.message !== null && <p className="base-data-message">{t('sync.said', { words: view.message })}</p>}
      {view.fields.length > 0 && (
        <table className="base-data-fields">
          <thead>
            <tr>
              <th>{t('sync.column.field')}</th>
              <th>{t('sync.baseData.site')}</th>
              <th>
                {t('sync.baseData.platform')}
                {view.heldSince !== null && (
                  <span className="dim"> {t('sync.baseData.heldSince', { time: shortTime(view.heldSince, now) })}</span>
                )}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.fields.map((field) => (
              <Field key={field.name} interfaceName={view.interface} field={field} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Field({ interfaceName, field }: { interfaceName: string; field: BaseDataView['fields'][number] }) {
  const { t } = useTranslation();
  const words = (value: string | null): string =>
    value === null ? t('sync.baseData.absent') : shown(valueWord(t, interfaceName, field.name, value), value);
  return (
    <tr data-differs={field.site !== field.platform}>
      <th scope="row">
        {fieldWord(t, field.name)} <code>{field.name}</code>
      </th>
      <td data-absent={field.site === null}>{words(field.site)}</td>
      <td data-absent={field.platform === null}>{words(field.platform)}</td>
    </tr>
  );
}

const shown = (words: string | null, value: string): string => (words === null ? value : `${words} (${value})`);
