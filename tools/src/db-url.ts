import net from 'node:net';
import { localDatabaseUrl } from './stack/local-database.js';
import { localSecrets } from './stack/secrets.js';

// npm run -s db:url: prints the administrator's URL of the local database and nothing else.
const url = process.env.DATABASE_URL ?? (await localDatabaseUrl(await localSecrets()));
console.log(url);
if (!(await answers(new URL(url)))) console.error('Nothing answers there yet: npm start starts it.');

function answers({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port) || 5432, timeout: 2_000 });
    const settle = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', settle(true)).once('error', settle(false)).once('timeout', settle(false));
  });
}
