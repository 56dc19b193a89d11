// An on-call team as an app of the AWS CDK has it. `OnCall.template.json` is what this app says; to
// say it anew, in this folder, with Node.js 20 or later:
//
//     npm ci && node app.js
//
// It is synthesized by hand and not by the tests, for aws-cdk-lib is large.

const { mkdtempSync, copyFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const cdk = require("aws-cdk-lib");
const contacts = require("aws-cdk-lib/aws-ssmcontacts");

const app = new cdk.App({ outdir: mkdtempSync(join(tmpdir(), "cdk-")), analyticsReporting: false });
const stack = new cdk.Stack(app, "OnCall");
cdk.Tags.of(stack).add("team", "payments");

const answer = new cdk.CfnParameter(stack, "ByVoice", { default: "no", allowedValues: ["yes", "no"] });
const called = new cdk.CfnCondition(stack, "IsCalled", {
  expression: cdk.Fn.conditionEquals(answer, "yes"),
});

const person = (alias, displayName, number) => {
  const contact = new contacts.CfnContact(stack, displayName, {
    alias,
    displayName,
    type: "PERSONAL",
  });
  const channel = (channelType) =>
    new contacts.CfnContactChannel(stack, `${displayName}${channelType}`, {
      contactId: contact.attrArn,
      channelName: channelType.toLowerCase(),
      channelType,
      channelAddress: number,
    });
  const sms = channel("SMS");
  const voice = channel("VOICE");
  voice.cfnOptions.condition = called;
  // Spelled as in templates, for what is within an Fn::If stays as it is.
  const byVoice = { ChannelTargetInfo: { ChannelId: voice.attrArn, RetryIntervalInMinutes: 2 } };
  new contacts.CfnPlan(stack, `${displayName}Plan`, {
    contactId: contact.ref,
    stages: [
      {
        durationInMinutes: 5,
        targets: [
          { channelTargetInfo: { channelId: sms.attrArn, retryIntervalInMinutes: 1 } },
          cdk.Fn.conditionIf(called.logicalId, byVoice, cdk.Aws.NO_VALUE),
        ],
      },
    ],
  });
  return contact;
};

const people = [person("ada", "Ada", "+14255550101"), person("bob", "Bob", "+14255550102")];

const rotation = new contacts.CfnRotation(stack, "Weeks", {
  name: "weeks",
  contactIds: people.map((each) => each.attrArn),
  startTime: "2026-01-05T09:00:00",
  timeZoneId: "Europe/Berlin",
  recurrence: {
    numberOfOnCalls: 1,
    recurrenceMultiplier: 1,
    weeklySettings: [{ dayOfWeek: "MON", handOffTime: "09:00" }],
    shiftCoverages: [
      { dayOfWeek: "MON", coverageTimes: [{ startTime: "09:00", endTime: "17:00" }] },
      { dayOfWeek: "TUE", coverageTimes: [{ startTime: "09:00", endTime: "17:00" }] },
    ],
  },
});

const schedule = new contacts.CfnContact(stack, "Schedule", {
  alias: "schedule",
  displayName: "Schedule",
  type: "ONCALL_SCHEDULE",
  plan: [{ rotationIds: [rotation.ref] }],
});

const escalation = new contacts.CfnContact(stack, "Escalation", {
  alias: "escalation",
  displayName: "Escalation",
  type: "ESCALATION",
  plan: [
    {
      durationInMinutes: 10,
      targets: [{ contactTargetInfo: { contactId: schedule.attrArn, isEssential: true } }],
    },
    {
      durationInMinutes: 0,
      targets: people.map((each) => ({
        contactTargetInfo: { contactId: each.attrArn, isEssential: false },
      })),
    },
  ],
});

new cdk.CfnOutput(stack, "EscalationArn", { value: escalation.attrArn });

const template = `${stack.artifactId}.template.json`;
copyFileSync(join(app.synth().directory, template), join(__dirname, template));
