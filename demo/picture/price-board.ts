import sharp from 'sharp';
import { escapeXml } from './plate-drawing.ts';

const [WIDTH, HEIGHT] = [1280, 960];

/** The board at the gate that says what parking costs (收费标价牌): a JPEG, one price a line. */
export async function drawPriceBoard(lotName: string, prices: readonly string[]): Promise<Buffer> {
  const lines = prices.map(
    (price, i) => `<text x="640" y="${400 + i * 120}" font-size="64" text-anchor="middle">${escapeXml(price)}</text>`,
  );
  const board = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif" fill="#fff">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#0b4ea2"/>
<rect x="24" y="24" width="${WIDTH - 48}" height="${HEIGHT - 48}" rx="28" fill="none" stroke="#fff" stroke-width="8"/>
<text x="640" y="150" font-size="72" text-anchor="middle">${escapeXml(lotName)}</text>
<text x="640" y="260" font-size="60" text-anchor="middle">停车收费标准</text>
${lines.join('\n')}
</svg>`;
  return sharp(Buffer.from(board)).jpeg({ quality: 84 }).toBuffer();
}
