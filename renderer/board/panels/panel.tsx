import type { ReactNode } from 'react';
import './panels.css';

/** A list under the lanes: it scrolls inside itself, the board never does. */
export function Panel(props: {
  title: string;
  count?: number;
  empty: string;
  testId: string;
  isEmpty: boolean;
  /** What can be done here. */
  act?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="panel" aria-label={props.title} data-testid={props.testId}>
      <h2 className="panel-title">
        {props.title}
        {props.count !== undefined && <span className="panel-count">{props.count}</span>}
        {props.act}
      </h2>
      {props.isEmpty ? (
        <p className="panel-empty">{props.empty}</p>
      ) : (
        <ol className="panel-list" tabIndex={0} aria-label={props.title}>
          {props.children}
        </ol>
      )}
    </section>
  );
}
