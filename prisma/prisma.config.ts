import { defineConfig } from 'prisma/config';

// Only for the ordinary Prisma CLI (`npx prisma studio|migrate --config prisma/prisma.config.ts`); Galley's own
// `npm run migrate` uses the same folder through the WebAssembly engine, which needs no binary download.
export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/galley' },
});
