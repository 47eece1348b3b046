import { request } from 'node:http';

export interface PostAnswer {
  status: number;
  body: string;
}

/** One POST as a camera makes it, on a connection of its own. Rejects with the system's error. */
export function postTo(url: string, contentType: string, body: string | Uint8Array): Promise<PostAnswer> {
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': contentType, 'Content-Length': String(bytes.length) };
    const outgoing = request(url, { method: 'POST', agent: false, headers }, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (chunk: string) => (text += chunk))
        .on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
        .on('error', reject);
    });
    outgoing.on('error', reject).end(bytes);
  });
}
