/** How a test or a shell reads the code of a message, or opens its link: text to paste. */

import { ENDPOINT, curl, query } from "./api.js";
import { json } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

/** @type {Record<string, (message: Message) => string>} */
export const SNIPPETS = {
  curl: ({ to, service }) =>
    curl({ method: "GET", path: query("messages/latest", { to, service }) }),

  boto3: ({ to, service, region, code, resource_arn }) => {
    const known = resource_arn.startsWith("arn:"); // AWS's, so boto3 has a client
    const wanted = `to=${json(to)}, service=${json(service)}`;
    return lines(
      known && "import boto3",
      "import moto_contacts",
      "",
      `endpoint = ${json(ENDPOINT)}`,
      known && `client = boto3.client(${json(service)}, ${json(region || "us-east-1")}, endpoint_url=endpoint)`,
      "outbox = moto_contacts.outbox(endpoint)",
      code === null ? `outbox.latest(${wanted}).click()` : `code = outbox.code(${wanted})`,
    );
  },

  pytest: ({ to, service, code }) => {
    const wanted = `to=${json(to)}, service=${json(service)}`;
    return lines(
      "from moto import mock_aws",
      "",
      "",
      "@mock_aws",
      "def test_sign_up(contacts_outbox):",
      "    sign_up()  # yours: whatever has the message sent",
      code === null
        ? `    contacts_outbox.latest(${wanted}).click()`
        : `    code = contacts_outbox.code(${wanted})`,
      code === null ? false : "    confirm(code)  # yours: types it back",
    );
  },
};

/** The Python that sends a first message to this server. */
export const FIRST_MESSAGE = lines(
  "import boto3",
  `lightsail = boto3.Session("testing", "testing").client("lightsail", "us-east-1", endpoint_url=${json(ENDPOINT)})`,
  'lightsail.create_contact_method(protocol="Email", contactEndpoint="you@example.com")',
);

/** @param {...(string | false)} each */
function lines(...each) {
  return `${each.filter((line) => line !== false).join("\n")}\n`;
}
