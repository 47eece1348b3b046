import { useTranslation } from 'react-i18next';
import type { StayFile } from '../../electron/contract/history.ts';
import { exactTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { useBoard } from '../store/desk.tsx';
import { answerWords, interfaceWord } from '../sync/words.ts';

/** What was reported of a stay, to whom, and what became of it. */
export function StayReports({ reports, numbers }: Pick<StayFile, 'reports' | 'numbers'>) {
  const { t } = useTranslation();
  const now = useNow();
  const platforms = useBoard((board) => board.platforms);
  const kindOf = (id: string) => platforms.find((platform) => platform.id === id)?.kind ?? 'db4403';
  return (
    <>
      <table className="stay-reports" data-testid="stay-reports">
        <tbody>
          {reports.map(({ platform, item }) => (
            <tr key={`${platform}-${item.seq}`} data-state={item.state}>
              <td className="dim">{exactTime(item.createdAt, now)}</td>
              <td>{t(`platform.${kindOf(platform)}`)}</td>
              <td>
                <b>{interfaceWord(t, item.interface)}</b>
              </td>
              <td className={item.state === 'parked' ? 'tone-ask' : ''}>{t(`sync.tab.${item.state}`)}</td>
              <td className="dim">{answerWords(t, kindOf(platform), item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {numbers.map(({ platform, ours, theirs }) => (
        <p key={platform} className="dim">
          {t(`platform.${kindOf(platform)}`)} {t('sync.search.theirs')} <code>{theirs ?? t('sync.search.notYet')}</code>{' '}
          {t('sync.search.ours')} <code>{ours}</code>
        </p>
      ))}
    </>
  );
}
