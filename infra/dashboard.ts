import { Duration, Stack } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  type IWidget,
  PeriodOverride,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { costRows } from "./dashboard/costs.ts";
import { errorRows } from "./dashboard/errors.ts";
import { leadRows } from "./dashboard/leads.ts";
import { heading } from "./dashboard/row.ts";
import type { Watched } from "./runbook.ts";

/** One page for whoever operates a stage: what rings, what leads do, what fails, what it costs. */
export class OperatorsDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: Watched & { readonly alarms: readonly Alarm[] }) {
    super(scope, id);
    const { stackName, region } = Stack.of(this);
    // Dashboards are the whole account's, whatever the region.
    this.name = `${stackName}-${region}`;
    const rows: readonly (readonly IWidget[])[] = [
      heading(2, welcome(this, props)),
      [new AlarmStatusWidget({ title: "Alarms", alarms: [...props.alarms], width: 24, height: 6 })],
      ...leadRows(props),
      ...errorRows(props),
      ...costRows(props),
    ];
    new Dashboard(this, "Board", {
      dashboardName: this.name,
      defaultInterval: Duration.days(14),
      // A day's sum stays one, however far one looks back.
      periodOverride: PeriodOverride.INHERIT,
      widgets: rows.map((row) => [...row]),
    });
  }
}

function welcome(scope: Construct, { settings, machine }: Watched) {
  const { region } = Stack.of(scope);
  const console = `https://${region}.console.aws.amazon.com`;
  return [
    `# Ripen, ${settings.stage}`,
    `Something rings: its description, and \`docs/operate.md\` in the repository, say what to do first. [Executions](${console}/states/home?region=${region}#/statemachines/view/${machine.stateMachineArn}) · [Logs](${console}/cloudwatch/home?region=${region}#logsV2:log-groups) · [Alarms](${console}/cloudwatch/home?region=${region}#alarmsV2:)`,
  ].join("\n");
}
