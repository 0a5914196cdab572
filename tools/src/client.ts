import { rm } from 'node:fs/promises';
import path from 'node:path';
import { checkClient, generateClient } from './generate-client.js';
import { saveDocuments } from './stack/api-documents.js';
import { withThrowawayStack } from './testing/throwaway-stack.js';
import { inRoot } from './workspace.js';

// npm run client: typed clients of both services into out/client, from the documents that the built product serves. A
// running `npm start` is left alone.
const folder = inRoot('out', 'client');
await withThrowawayStack(async (env) => {
  // Read when the module is loaded: where a stack leaves its things.
  Object.assign(process.env, env);
  const { startLocalStack } = await import('./stack/local-stack.js');
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
});
process.exit();
