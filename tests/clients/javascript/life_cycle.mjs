// One family's verification by the AWS SDK for JavaScript: life_cycle.mjs ENDPOINT FAMILY.
// Prints as JSON what the SDK saw of it.
//
// Errors are classes named like the service's; their text is `message`, in whatever case the model
// writes it, and further members keep the model's. Timestamps become Dates, and one that cannot be
// read throws. The three clients are of two generations of the SDK's serializers. There is no client
// for notificationscontacts in the registry, so its requests are signed by the SDK's signer and sent
// by fetch; those of sns, a form each, likewise, and those of cognito-idp without any signature.

import { Sha256 } from "@aws-crypto/sha256-js";
import * as lightsail from "@aws-sdk/client-lightsail";
import * as sms from "@aws-sdk/client-pinpoint-sms-voice-v2";
import * as ssm from "@aws-sdk/client-ssm-contacts";
import { SignatureV4 } from "@smithy/signature-v4";

const [endpoint, family] = process.argv.slice(2);
const region = "us-east-1";
const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
const config = { endpoint, region, credentials };
const ADDRESS = "ops@example.com";
const NUMBER = "+14255550100";

async function latest(to) {
  const query = new URLSearchParams({ to });
  const answer = await fetch(`${endpoint}/moto-api/contacts/messages/latest?${query}`);
  return answer.json();
}

const wrong = (code) => (code[0] === "1" ? "2" : "1") + code.slice(1);

async function signed(service, method, path, type, body) {
  const { hostname, port, protocol, host } = new URL(endpoint);
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const request = await signer.sign({
    method,
    protocol,
    hostname,
    port,
    path,
    query: {},
    headers: { host, "content-type": type },
    body,
  });
  return fetch(endpoint + path, request);
}

async function signedFetch(method, path, members) {
  const body = members && JSON.stringify(members);
  const answer = await signed("notifications-contacts", method, path, "application/json", body);
  const told = JSON.parse((await answer.text()) || "{}");
  if (answer.ok) return told;
  throw Object.assign(new Error(told.message), told, {
    name: answer.headers.get("x-amzn-errortype"),
  });
}

async function signedForm(Action, members) {
  const form = new URLSearchParams({ Action, Version: "2010-03-31", ...members }).toString();
  const answer = await signed("sns", "POST", "/", "application/x-www-form-urlencoded", form);
  const told = await answer.text();
  const text = (name) => told.match(`<${name}>([^<]*)</${name}>`)?.[1];
  if (answer.ok) return text;
  throw Object.assign(new Error(text("Message")), { name: text("Code") });
}

async function unsigned(operation, members) {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(members),
  });
  const told = JSON.parse((await answer.text()) || "{}");
  if (answer.ok) return told;
  throw Object.assign(new Error(told.message), { name: told.__type });
}

// Each: what reads the status, what must be refused, and what verifies.
const families = {
  async lightsail() {
    const client = new lightsail.LightsailClient(config);
    const create = () =>
      client.send(
        new lightsail.CreateContactMethodCommand({ protocol: "Email", contactEndpoint: ADDRESS }),
      );
    await create();
    const { link } = await latest(ADDRESS);
    const status = async () => {
      const found = await client.send(new lightsail.GetContactMethodsCommand({}));
      return found.contactMethods[0].status;
    };
    return [status, create, () => fetch(link)];
  },

  async "ssm-contacts"() {
    const client = new ssm.SSMContactsClient(config);
    const { ContactArn } = await client.send(
      new ssm.CreateContactCommand({ Alias: "zoe", Type: "PERSONAL", Plan: { Stages: [] } }),
    );
    const { ContactChannelArn: ContactChannelId } = await client.send(
      new ssm.CreateContactChannelCommand({
        ContactId: ContactArn,
        Name: "mobile",
        Type: "SMS",
        DeliveryAddress: { SimpleAddress: NUMBER },
      }),
    );
    const { code } = await latest(NUMBER);
    const status = async () => {
      const found = await client.send(new ssm.GetContactChannelCommand({ ContactChannelId }));
      return found.ActivationStatus;
    };
    const activate = (ActivationCode) =>
      client.send(new ssm.ActivateContactChannelCommand({ ContactChannelId, ActivationCode }));
    return [status, () => activate(wrong(code)), () => activate(code)];
  },

  async "pinpoint-sms-voice-v2"() {
    const client = new sms.PinpointSMSVoiceV2Client(config);
    const { VerifiedDestinationNumberId } = await client.send(
      new sms.CreateVerifiedDestinationNumberCommand({ DestinationPhoneNumber: NUMBER }),
    );
    await client.send(
      new sms.SendDestinationNumberVerificationCodeCommand({
        VerifiedDestinationNumberId,
        VerificationChannel: "TEXT",
      }),
    );
    const { code } = await latest(NUMBER);
    const status = async () => {
      const found = await client.send(new sms.DescribeVerifiedDestinationNumbersCommand({}));
      return found.VerifiedDestinationNumbers[0].Status;
    };
    const verify = (VerificationCode) =>
      client.send(
        new sms.VerifyDestinationNumberCommand({ VerifiedDestinationNumberId, VerificationCode }),
      );
    return [status, () => verify(wrong(code)), () => verify(code)];
  },

  async notificationscontacts() {
    const { arn } = await signedFetch("POST", "/2022-09-19/emailcontacts", {
      name: "Ops",
      emailAddress: ADDRESS,
    });
    const contact = `/emailcontacts/${encodeURIComponent(arn)}`;
    await signedFetch("POST", `/2022-10-31${contact}/activate/send`);
    const { code } = await latest(ADDRESS);
    const status = async () => (await signedFetch("GET", contact)).emailContact.status;
    const activate = (typed) => signedFetch("PUT", `${contact}/activate/${typed}`);
    return [status, () => activate(wrong(code)), () => activate(code)];
  },

  async "cognito-idp"() {
    const PoolName = "shop";
    const UserPoolId = (await unsigned("CreateUserPool", { PoolName })).UserPool.Id;
    const made = await unsigned("CreateUserPoolClient", { UserPoolId, ClientName: "web" });
    const user = { UserPoolId, Username: "zoe" };
    const UserAttributes = [{ Name: "email", Value: ADDRESS }];
    await unsigned("AdminCreateUser", { ...user, UserAttributes, MessageAction: "SUPPRESS" });
    const PASSWORD = "Pa55word!";
    await unsigned("AdminSetUserPassword", { ...user, Password: PASSWORD, Permanent: true });
    const { AuthenticationResult } = await unsigned("InitiateAuth", {
      ClientId: made.UserPoolClient.ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "zoe", PASSWORD },
    });
    const of = { AccessToken: AuthenticationResult.AccessToken, AttributeName: "email" };
    await unsigned("GetUserAttributeVerificationCode", of);
    const { code } = await latest(ADDRESS);
    const status = async () => {
      const found = (await unsigned("AdminGetUser", user)).UserAttributes;
      return found.find(({ Name }) => Name === "email_verified")?.Value ?? "false";
    };
    const verify = (Code) => unsigned("VerifyUserAttribute", { ...of, Code });
    return [status, () => verify(wrong(code)), () => verify(code)];
  },

  async sns() {
    const PhoneNumber = NUMBER;
    await signedForm("CreateSMSSandboxPhoneNumber", { PhoneNumber });
    const { code } = await latest(NUMBER);
    const status = async () => (await signedForm("ListSMSSandboxPhoneNumbers", {}))("Status");
    const verify = (OneTimePassword) =>
      signedForm("VerifySMSSandboxPhoneNumber", { PhoneNumber, OneTimePassword });
    return [status, () => verify(wrong(code)), () => verify(code)];
  },
};

const [status, refused, verify] = await families[family]();
const before = await status();
const error = await refused().then(
  () => ({ name: "nothing was refused" }),
  (error) => error,
);
await verify();
console.log(
  JSON.stringify({
    before,
    error: error.name,
    message: error.message,
    reason: error.code ?? error.Reason ?? error.reason ?? null,
    after: await status(),
  }),
);
