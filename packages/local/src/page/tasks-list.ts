import { escapeHtml } from "./html";
import type { TopologyView } from "./topology-view";

/** One button per fault; the same button ends a lasting fault. */
const buttons = [
  { fault: "kill", label: "Kill", title: "SIGKILL, as when it runs out of memory" },
  { fault: "drain", label: "Drain", title: "deregister, answer the last requests, SIGTERM, as StopTask does" },
  { fault: "fail-health-checks", label: "Fail checks", title: "fail the load balancer's health checks" },
  { fault: "slow", label: "Slow", title: "answer 2 s late" },
] as const;

/** The tasks of all services, each with the faults that it can be given. */
export function tasksList({ services, registries }: TopologyView): string {
  const targets = new Map(registries.flatMap((registry) => registry.targets.map((one) => [one.id, one] as const)));
  const items = services.flatMap(({ tasks }) =>
    tasks.map(({ id, status, faults }) => {
      const target = targets.get(id);
      const state = target?.state ?? (status === "STOPPING" ? "draining" : "initial");
      const reason = target?.reason === undefined ? "" : `: ${target.reason}`;
      const late = faults.slowMilliseconds === 0 ? "" : `, ${faults.slowMilliseconds} ms late`;
      const on = { "fail-health-checks": faults.failsHealthChecks, slow: faults.slowMilliseconds > 0 };
      return [
        `<li class="task ${escapeHtml(state)}" data-task="${escapeHtml(id)}"><span class="name">${escapeHtml(id)}</span> `,
        `<span class="muted">${escapeHtml(state + reason + late)}</span><span class="faults">`,
        ...(state === "draining" ? [] : buttons.map((button) => faultButton(id, button, on))),
        "</span></li>",
      ].join("");
    }),
  );
  return items.length === 0 ? '<li class="muted">No task runs.</li>' : items.join("");
}

function faultButton(
  id: string,
  { fault, label, title }: (typeof buttons)[number],
  on: Readonly<Partial<Record<string, boolean>>>,
): string {
  const isOn = on[fault];
  const pressed = isOn === undefined ? "" : ` aria-pressed="${isOn}"`;
  const order = isOn === true ? "recover" : fault;
  const text = isOn === true ? "Recover" : label;
  const key = escapeHtml(`${id} ${fault}`);
  return `<button type="button" data-key="${key}" data-fault="${order}"${pressed} title="${title}" aria-label="${escapeHtml(`${text} ${id}`)}">${text}</button>`;
}
