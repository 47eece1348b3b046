import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import './paper.css';
import './print.css';

export interface PaperProps {
  title: string;
  /** What it is of: a word and what it says. */
  facts: readonly (readonly [word: string, said: string])[];
  children: ReactNode;
  /** Who signs, each on a line of their own. */
  signs: readonly string[];
  /** Beside each line to sign. */
  dated: string;
  /** What stands under all, small. */
  end: ReactNode;
}

/** A page for paper: black on white, its facts at the top and lines to sign at its end. It is not seen on the screen. */
export function Paper({ title, facts, children, signs, dated, end }: PaperProps) {
  return createPortal(
    <article className="paper printed" data-testid="paper">
      <h1>{title}</h1>
      <dl className="paper-facts">
        {facts.map(([word, said]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      {children}
      <footer className="paper-foot">
        <div className="paper-signs">
          {signs.map((sign) => (
            <p key={sign}>
              <span>{sign}</span>
              <span className="paper-date">{dated}</span>
            </p>
          ))}
        </div>
        {end}
      </footer>
    </article>,
    document.body,
  );
}
