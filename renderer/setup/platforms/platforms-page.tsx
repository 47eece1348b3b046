import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList, useSetupStore } from '../use-setup.ts';
import { CitybrainForm } from './citybrain-form.tsx';
import { Db4403Form } from './db4403-form.tsx';
import { placeOf, platformDraft } from './platform-drafts.ts';
import { PlatformTry } from './platform-try.tsx';

/** Whom the lot reports to: each kind of platform at most once, none at all if it must be. */
export function PlatformsPage() {
  const { t } = useTranslation();
  const store = useSetupStore();
  const platforms = useList('platforms');
  return (
    <>
      {(['db4403', 'citybrain'] as const).map((kind) => {
        const index = placeOf(platforms, kind);
        const at = `platforms[${index}]`;
        return (
          <section key={kind} className="setup-row" data-testid={`platform-${kind}`}>
            <header className="setup-part-head">
              <Switch
                checked={index !== -1}
                aria-label={t(`setup.platforms.${kind}.title`)}
                data-testid={`has-${kind}`}
                onChange={(on) =>
                  void store.choose(
                    'platforms',
                    on ? [...platforms, platformDraft(kind)] : platforms.toSpliced(index, 1),
                  )
                }
              />
              <h4>{t(`setup.platforms.${kind}.title`)}</h4>
            </header>
            <p className="dim">{t(`setup.platforms.${kind}.hint`)}</p>
            {index !== -1 && (
              <>
                {kind === 'db4403' ? <Db4403Form at={at} /> : <CitybrainForm at={at} />}
                <PlatformTry kind={kind} />
              </>
            )}
          </section>
        );
      })}
    </>
  );
}
