import { rm } from 'node:fs/promises';
import path from 'node:path';
import { checkClient, generateClient } from './generate-client.js';
import { saveDocuments } from './stack/api-documents.js';
import { startLocalStack } from './stack/local-stack.js';
import { inRoot } from './workspace.js';

// npm run client: typed clients of both services into out/client, from the documents that the built product serves.
const folder = inRoot('out', 'client');
const stack = await startLocalStack();
try {
  await rm(folder, { recursive: true, force: true });
  for (const { service, file } of await saveDocuments(stack, folder)) {
    const client = path.join(folder, service);
    await generateClient(file, client);
    await checkClient(client);
    console.log(path.relative(process.cwd(), client));
  }
} finally {
  await stack.stop();
}
process.exit();
