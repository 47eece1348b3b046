import type { PayParameters } from './links.ts';

/** What a driver sees on coming back from a lot's payment page (7.4.1). */
export function payPage(parameters: PayParameters): { status: number; html: string } {
  if (!parameters.ok) {
    const words = parameters.violations.map(({ message }) => message).join('; ');
    return { status: 400, html: page('参数错误', words) };
  }
  const title = parameters.payResult === 1 ? '支付成功' : '支付失败';
  return { status: 200, html: page(title, `订单 ${parameters.orderNo}`) };
}

const page = (title: string, words: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${escaped(words)}</p></html>`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
