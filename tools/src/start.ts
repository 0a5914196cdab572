import { issueLocalToken } from '@galley/platform';
import { startLocalStack, type LocalStack } from './stack/local-stack.js';

const DEMO_USER = '00000000-0000-4000-8000-00000000d301';
const TOKEN_TTL_S = 8 * 3600;

// npm start: the whole product on this machine until Ctrl-C.
const stopSignal = new Promise<string>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
});
const stack = await startLocalStack((what) => console.log(`starting ${what} …`));
console.log(await welcome(stack));

const failure = await Promise.race([stopSignal.then(() => null), stack.failure]);
if (failure !== null) {
  console.error(`\n${failure}`);
  process.exitCode = 1;
}
console.log('\nstopping …');
await stack.stop();
process.exit();

async function welcome({ reportUrl, dataUrl, databaseUrl, bufdirUrl, secrets }: LocalStack): Promise<string> {
  const tokenOf = (org: string, role = 'org_admin') =>
    issueLocalToken(secrets.AUTH_SECRET, { sub: DEMO_USER, org, roles: [role] }, TOKEN_TTL_S);
  const token = await tokenOf('demo');
  const solar = await tokenOf('solar');
  const likeverd = await tokenOf('likeverd', 'coordinator');
  const openfields = await tokenOf('openfields', 'coordinator');
  const database = new URL(databaseUrl);
  return `
  micro-report   ${reportUrl}   API ${reportUrl}/api/docs
  micro-data     ${dataUrl}   API ${dataUrl}/api/docs
  worker         consumes the queue
  Bufdir         ${bufdirUrl}   a simulator, unless BUFDIR_API_URL is set
  PostgreSQL     ${database.host}${database.pathname}   npm run -s db:url
  logs, files    .galley/logs  .galley/files

Try it (the token is good for 8 hours):

TOKEN=${token}
curl -s ${reportUrl}/api/reports/templates -H "authorization: Bearer $TOKEN"
FILE=$(curl -s ${reportUrl}/api/reports/generate -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
  -H 'prefer: wait=20' -d '{"report_type":"stock_on_hand","format":"pdf","bu_codes":["T01","T02"]}' | node -pe 'JSON.parse(fs.readFileSync(0)).file_url')
curl -s ${reportUrl}$FILE -H "authorization: Bearer $TOKEN" -o stock-on-hand.pdf

The same with energy: what the buyers of \`solar\` owe for June, and who has asked for its data.

SOLAR=${solar}
FILE=$(curl -s ${reportUrl}/api/reports/generate -H "authorization: Bearer $SOLAR" -H 'content-type: application/json' \\
  -H 'prefer: wait=20' -d '{"report_type":"settlement","format":"pdf","filters":{"date_from":"2026-06-01","date_to":"2026-06-30"}}' | node -pe 'JSON.parse(fs.readFileSync(0)).file_url')
curl -s ${reportUrl}$FILE -H "authorization: Bearer $SOLAR" -o settlement.pdf
curl -s ${reportUrl}/api/exports/statistics -H "authorization: Bearer $SOLAR"

And with grants: the report of \`likeverd\` to Bufdir for 2025, what changed since the version that was submitted, and its way to Bufdir.

LIKEVERD=${likeverd}
REPORT=${reportUrl}/api/grants/reports/$(curl -s '${reportUrl}/api/grants/reports?year=2025' -H "authorization: Bearer $LIKEVERD" \\
  | node -pe 'JSON.parse(fs.readFileSync(0)).items.find((r) => r.period_label === "2025").id')
curl -s "$REPORT/compare?with=2" -H "authorization: Bearer $LIKEVERD"
curl -s $REPORT/export -H "authorization: Bearer $LIKEVERD" -H 'content-type: application/json' -H 'prefer: wait=20' -d '{"format":"pdf"}'
curl -s $REPORT/exports/pdf/download -H "authorization: Bearer $LIKEVERD" -o bufdir-2025.pdf
curl -s -X POST $REPORT/submit -H "authorization: Bearer $LIKEVERD"

And with monitoring: a report of \`openfields\` to a donor as PDF, and a link to it for a browser.

OPENFIELDS=${openfields}
REPORT=${reportUrl}/api/monitoring/reports/$(curl -s '${reportUrl}/api/monitoring/reports?status=published' -H "authorization: Bearer $OPENFIELDS" \\
  | node -pe 'JSON.parse(fs.readFileSync(0)).items[0].id')
curl -s "$REPORT/render?format=pdf" -H "authorization: Bearer $OPENFIELDS" -o donor-report.pdf
curl -s -X POST $REPORT/share -H "authorization: Bearer $OPENFIELDS"

Ctrl-C stops everything; the data stay under .galley/.`;
}
