// A message contact by Alibaba's two cores for Node: alibaba.mjs ENDPOINT CORE, the RPC client
// (pop-core, the older signature) or OpenAPI's (openapi-client, the newer one). Prints what it saw as JSON.

import Rpc from "@alicloud/pop-core";
import OpenApi from "@alicloud/openapi-client";
import Util from "@alicloud/tea-util";

const [endpoint, core] = process.argv.slice(2);
const keys = { accessKeyId: "testing", accessKeySecret: "testing" };
const version = "2022-04-19";

const cores = {
  rpc() {
    const client = new Rpc.RPCClient({ ...keys, endpoint, apiVersion: version });
    return (action, query) => client.request(action, query, { method: "POST" });
  },
  openapi() {
    const { default: Client, Config, OpenApiRequest, Params } = OpenApi;
    const config = new Config({ ...keys, endpoint: endpoint.split("//")[1], protocol: "http" });
    const client = new Client(config);
    return async (action, query) => {
      const params = new Params({
        action, version, protocol: "HTTP", method: "POST", authType: "AK", style: "RPC",
        pathname: "/", reqBodyType: "formData", bodyType: "json",
      });
      const request = new OpenApiRequest({ query });
      return (await client.callApi(params, request, new Util.RuntimeOptions({}))).body;
    };
  },
};

const call = cores[core]();
const added = await call("AddMessageContact", {
  Name: "Zoe", EmailAddress: "zoe@example.com", Title: "CEO", "MessageTypes.1": "FaultMessage",
});
const ContactId = added.Contact.ContactId;
const refused = await call("GetMessageContact", { ContactId: "mc-nobody" }).then(
  () => "nothing was refused",
  (error) => error.code,
);
await call("SendEmailVerificationForMessageContact", { ContactId, EmailAddress: "zoe@example.com" });
const status = async () => (await call("GetMessageContact", { ContactId })).Contact.Status;
const before = await status();
const latest = await fetch(`${endpoint}/moto-api/contacts/messages/latest?to=zoe@example.com`);
await fetch((await latest.json()).link);
console.log(JSON.stringify({ before, refused, after: await status() }));
