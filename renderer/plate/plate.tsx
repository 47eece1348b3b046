import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlateColour } from '../../electron/contract/vocabulary.ts';
import { splitsAfter } from './spelling.ts';
import './plate.css';

interface PlateProps {
  text: string;
  colour: PlateColour;
  /** Indices of characters to look at twice: unsure, or different from what was read. */
  marked: readonly number[];
  small?: boolean;
  testId?: string;
}

/** A plate drawn as a plate; what is marked is underlined and said. */
export function Plate({ text, colour, marked, small = false, testId }: PlateProps) {
  const { t } = useTranslation();
  const split = splitsAfter(text);
  const places = marked.map((index) => index + 1).join(', ');
  return (
    <span
      className="plate"
      data-colour={text === '' ? 'unknown' : colour}
      data-small={small}
      data-testid={testId}
      data-text={text}
      title={marked.length > 0 ? t('lane.doubtful', { places }) : undefined}
    >
      {text === '' && <span className="plate-none">{t('lane.noPlate')}</span>}
      {[...text].map((character, index) => (
        <Fragment key={index}>
          {split > 0 && index === split && <span className="plate-dot" aria-hidden />}
          <span
            className="plate-character"
            data-marked={marked.includes(index)}
            // Chinese characters fill a whole square, letters and digits share one narrower width.
            data-wide={character > '\u2e80'}
          >
            {character}
          </span>
        </Fragment>
      ))}
    </span>
  );
}
