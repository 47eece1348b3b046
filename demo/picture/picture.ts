import sharp from 'sharp';
import { beijingDateTime, beijingHour } from '../beijing-time.ts';
import type { Car } from '../cars.ts';
import { drawCar } from './car-drawing.ts';
import { escapeXml } from './plate-drawing.ts';
import { drawScene, HEIGHT, WIDTH } from './scene.ts';
import type { Light, SceneOptions } from './scene.ts';

export interface Shot extends SceneOptions {
  car: Car;
  /** What the camera prints under its picture: the plate as it read it, which may not be the one that was drawn. */
  plateAsRead: string;
  /** UTC ms. */
  at: number;
}

/** Takes pictures as lane cameras do. The empty scene of each lane is drawn once and kept. */
export interface Photographer {
  /** Draws a lane's scene ahead, so that its first picture is as quick as the others. */
  prepare(scene: SceneOptions): Promise<void>;
  /** A JPEG of 1280 × 720. */
  take(shot: Shot): Promise<Buffer>;
}

export function photographer(): Photographer {
  const scenes = new Map<string, Promise<Buffer>>();
  const sceneOf = ({ laneName, direction, light }: SceneOptions): Promise<Buffer> => {
    const key = `${direction} ${light} ${laneName}`;
    const known = scenes.get(key);
    if (known !== undefined) return known;
    const drawn = sharp(Buffer.from(drawScene({ laneName, direction, light })))
      .removeAlpha()
      .raw()
      .toBuffer();
    scenes.set(key, drawn);
    return drawn;
  };
  return {
    async prepare(scene) {
      await sceneOf(scene);
    },
    async take(shot) {
      const scene = await sceneOf(shot);
      return sharp(scene, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
        .composite([{ input: Buffer.from(drawFront(shot)) }])
        .jpeg({ quality: 84 })
        .toBuffer();
    },
  };
}

/** The light of an instant in Shenzhen, near enough for all seasons. */
export function lightAt(at: number): Light {
  const hour = beijingHour(at);
  if (hour >= 6.75 && hour < 18) return 'day';
  return (hour >= 5.75 && hour < 6.75) || (hour >= 18 && hour < 19) ? 'dusk' : 'night';
}

/** All that stands before the scene: the car, the arm, and the camera's own print. */
function drawFront({ car, plateAsRead, laneName, at, light }: Shot): string {
  // No two cars stop at quite the same spot.
  const sway = ([...car.plate.text].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 61) - 30;
  const size = car.body === 'truck' ? 1.22 : 1.32;
  const instant = `${beijingDateTime(at)}.${String(at % 1000).padStart(3, '0')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif">
<g transform="translate(${640 + sway} ${606 + (sway % 9)}) scale(${size})">${drawCar(car, light !== 'day')}</g>
${arm()}
<rect y="${HEIGHT - 44}" width="${WIDTH}" height="44" fill="#000" opacity="0.72"/>
<text x="22" y="${HEIGHT - 14}" font-size="23" fill="#fff">抓拍时间 ${instant}   ${escapeXml(laneName)}   车牌 ${escapeXml(plateAsRead === '' ? '无车牌' : plateAsRead)}</text>
${print(20, 'start', escapeXml(laneName))}${print(WIDTH - 20, 'end', instant)}
</svg>`;
}

/** White letters with a dark rim, legible on any sky. */
function print(x: number, anchor: 'start' | 'end', text: string): string {
  const place = `x="${x}" y="38" font-size="29" text-anchor="${anchor}"`;
  return `<text ${place} fill="none" stroke="#000" stroke-opacity="0.55" stroke-width="3">${text}</text><text ${place} fill="#fff">${text}</text>`;
}

/** The arm is down when the picture is taken; it crosses low before the bumper, out of the plate's way. */
function arm(): string {
  const stripes = Array.from(
    { length: 11 },
    (_, i) => `<rect x="${150 + i * 88}" y="642" width="44" height="17" fill="#d22c24"/>`,
  );
  return `<rect x="128" y="642" width="1006" height="17" fill="#f7f7f5"/>${stripes.join('')}<rect x="128" y="642" width="1006" height="17" fill="none" stroke="#6f7376" stroke-width="1.5"/>
<rect x="1086" y="626" width="62" height="48" rx="8" fill="#3b3f43"/>`;
}
