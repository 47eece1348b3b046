import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes } from 'aedes';
import { makeCertificates } from '../../../demo/platform/certificate.ts';

/**
 * The other end, as lean as it can be: whatever is reported is taken, each entry by its id, over MQTTS and HTTPS. It
 * checks nothing, so that it is as quick for the station as for the bare clients.
 */
const { caPem, serverKeyPem: key, serverCertPem: cert } = await makeCertificates(Date.now());

/** The reply of table 3 to a request of table 2. A login is an entry without an id: what it needs is always there. */
function replyTo(request: Buffer): string {
  const { data } = JSON.parse(request.toString()) as { data: { id?: string }[] };
  const entries = data.map(
    ({ id }) =>
      `{"id":"${id ?? ''}","code":0,"message":"成功","accessToken":"t","tokenType":"bearer","expiresIn":86400}`,
  );
  return `{"Code":0,"message":"成功","timestamp":${Math.floor(Date.now() / 1000)},"data":[${entries.join(',')}]}`;
}

const broker = await Aedes.createBroker({
  authorizePublish(_client, packet, done) {
    done(null);
    broker.publish(
      {
        cmd: 'publish',
        topic: `${packet.topic}_reply`,
        payload: Buffer.from(replyTo(packet.payload as Buffer)),
        qos: 0,
        retain: false,
        dup: false,
      },
      () => undefined,
    );
  },
});
const mqtts = createTlsServer({ key, cert }, (socket) => {
  // Small replies leave at once.
  socket.setNoDelay(true);
  broker.handle(socket);
});
const https = createHttpsServer({ key, cert }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(replyTo(Buffer.concat(chunks)));
  });
});

/** Where it is reached, and by whose certificate. */
export interface Access {
  caPem: string;
  mqttsUrl: string;
  httpsUrl: string;
}

const portOf = async (server: typeof mqtts): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const access: Access = {
  caPem,
  mqttsUrl: `mqtts://127.0.0.1:${await portOf(mqtts)}`,
  httpsUrl: `https://127.0.0.1:${await portOf(https)}`,
};
process.send?.(access);
process.on('disconnect', () => process.exit(0));
