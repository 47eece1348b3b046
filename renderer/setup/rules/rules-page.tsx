import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { DeskRules } from './desk-rules.tsx';
import { DisplayTexts } from './display-texts.tsx';
import { FlowRules } from './flow-rules.tsx';
import { MoneyRules } from './money-rules.tsx';
import { SharingRules } from './sharing-rules.tsx';
import { TariffForm } from './tariff-form.tsx';

/** By which rules the lot goes; all of them have defaults that do for most. */
export function RulesPage() {
  const { t } = useTranslation();
  const tabs = [
    ['flow', <FlowRules />],
    ['tariff', <TariffForm />],
    ['money', <MoneyRules />],
    ['texts', <DisplayTexts />],
    ['sharing', <SharingRules />],
    ['desk', <DeskRules />],
  ] as const;
  return (
    <Tabs
      type="card"
      destroyOnHidden
      items={tabs.map(([key, children]) => ({
        key,
        label: <span data-testid={`rules-${key}`}>{t(`setup.rules.tab.${key}`)}</span>,
        children: <div className="setup-rows">{children}</div>,
      }))}
    />
  );
}
