/** How a test or a shell uses a message: text to paste. */

import { ENDPOINT, curl, query } from "./api.js";
import { kindOf } from "./kinds.js";
import { json } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

/** @type {Record<string, (message: Message) => string>} */
export const SNIPPETS = {
  curl: ({ to, service }) =>
    curl({ method: "GET", path: query("messages/latest", { to, service }) }),

  boto3: (message) => {
    const { to, service, region, resource_arn } = message;
    const known = resource_arn.startsWith("arn:"); // AWS's, so boto3 has a client
    const wanted = `to=${json(to)}, service=${json(service)}`;
    return lines(
      known && "import boto3",
      "import moto_contacts",
      "",
      `endpoint = ${json(ENDPOINT)}`,
      known && `client = boto3.client(${json(service)}, ${json(region || "us-east-1")}, endpoint_url=endpoint)`,
      "outbox = moto_contacts.outbox(endpoint)",
      kindOf(message).python("outbox", wanted),
    );
  },

  pytest: (message) => {
    const wanted = `to=${json(message.to)}, service=${json(message.service)}`;
    const { python, confirm } = kindOf(message);
    return lines(
      "from moto import mock_aws",
      "",
      "",
      "@mock_aws",
      "def test_sign_up(contacts_outbox):",
      "    sign_up()  # yours: whatever has the message sent",
      `    ${python("contacts_outbox", wanted)}`,
      confirm !== undefined && `    ${confirm}`,
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
