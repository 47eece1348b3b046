import { Alert, Spin } from 'antd';
import type { ReactNode } from 'react';
import './screen.css';

interface ScreenContentProps {
  /** Of the screen, in test ids. */
  name: string;
  loaded: boolean;
  /** Why the station did not answer; null: it did. */
  warning: string | null;
  /** What is said before the first answer, while it is asked again, and beside what was known last. */
  loading: string;
  asksAgain: string;
  lastKnown: string;
  children: ReactNode;
}

/** What a screen shows before the station's first answer, and a banner over what is known while it does not answer. */
export function ScreenContent({ name, loaded, warning, loading, asksAgain, lastKnown, children }: ScreenContentProps) {
  if (!loaded) {
    return (
      <div className="screen-nothing" aria-busy="true" data-testid={`${name}-loading`}>
        {warning === null ? <Spin size="large" /> : <Alert type="warning" showIcon title={warning} />}
        <p className="dim">{warning === null ? loading : asksAgain}</p>
      </div>
    );
  }
  return (
    <>
      {warning !== null && (
        <Alert type="warning" showIcon banner title={warning} description={lastKnown} data-testid={`${name}-failure`} />
      )}
      {children}
    </>
  );
}
