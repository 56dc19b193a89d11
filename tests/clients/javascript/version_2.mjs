// The AWS SDK for JavaScript 2, as a client that is told what to call: version_2.mjs ENDPOINT.
// Each line that it reads is [client, operation, members], and it prints what came of that as a line:
// {"answer": members} or {"error": name, "message": text}, for this SDK reads no further members of errors.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = "1";
const require = createRequire(import.meta.url);
const config = { endpoint: process.argv[2], region: "us-east-1", maxRetries: 0 };
const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };

async function call([name, operation, members]) {
  const Client = require(`aws-sdk/clients/${name}`);
  const method = operation[0].toLowerCase() + operation.slice(1);
  try {
    return { answer: await new Client({ ...config, credentials })[method](members).promise() };
  } catch (error) {
    return { error: error.code, message: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await call(JSON.parse(line))));
}
