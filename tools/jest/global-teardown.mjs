export default async function globalTeardown() {
  const { stopTestServer } = await import('../src/testing/test-server.ts');
  await stopTestServer();
}
