/** How a test or a shell uses a message: text to paste, of the same three kinds for each. */

import { ENDPOINT, curl, query } from "./api.js";
import { kindOf } from "./kinds.js";
import { json } from "./text.js";

/** @typedef {import("./api.js").Message} Message */

/** @type {Record<string, (message: Message) => string>} */
export const SNIPPETS = {
  curl: (message) => {
    const { to, service, kind, code, answerable } = message;
    const asked = { to, service, ...kindOf(message).asked };
    const answer = { from: to, text: kind === "page" ? code : "YES" };
    return lines(
      curl({ method: "GET", path: query("messages/latest", asked) }),
      answerable && curl({ method: "POST", path: "replies", body: answer }),
    );
  },

  Python: (message) =>
    lines(
      "import moto_contacts",
      "",
      `outbox = moto_contacts.outbox(${json(ENDPOINT)})`,
      kindOf(message).python("outbox", wanted(message)),
      ...answered("outbox", message),
    ),

  pytest: (message) => {
    const { python, confirm } = kindOf(message);
    return lines(
      "from moto import mock_aws",
      "",
      "",
      "@mock_aws",
      "def test_it(contacts_outbox):",
      "    act()  # yours: whatever has the message sent",
      `    ${python("contacts_outbox", wanted(message))}`,
      confirm !== undefined && `    ${confirm}`,
      ...answered("contacts_outbox", message).map((line) => `    ${line}`),
    );
  },
};

/** @param {Message} message */
function wanted({ to, service }) {
  return `to=${json(to)}, service=${json(service)}`;
}

/**
 * How its recipient answers it, where the service waits for that.
 * @param {string} outbox
 * @param {Message} message
 */
function answered(outbox, { answerable, kind, to }) {
  if (!answerable) return [];
  return [kind === "page" ? "page.reply(page.code)  # acknowledges it" : `${outbox}.device(${json(to)}).reply("YES")`];
}

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
