/** Counters, gauges and times for Prometheus, known by their names. Labels are closed sets, never ids. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

type Labels = Record<string, string>;

const HELP = {
  voltura_inbound_total: "Inbound messages by result",
  voltura_inbound_unreadable_total: "Inbound messages that could not be decrypted when they came",
  voltura_inbound_seconds: "Time from arrival to stored",
  voltura_media_total: "Files of inbound messages by result",
  voltura_outbound_total: "Outbound attempts by result",
  voltura_ack_seconds: "Time from on the wire to accepted by the network",
  voltura_receipts_total: "Receipts stored, by state",
  voltura_outbox_backlog: "Messages due and not yet sent",
  voltura_outbox_oldest_seconds: "How long the oldest of them has been due",
  voltura_channels: "Numbers, by whether they are connected",
  voltura_sessions: "Sessions held by this process, by kind and state",
  voltura_session_changes_total: "Changes of a session's state, by the state it came to",
  voltura_session_memory_bytes: "Memory of this process per session it holds",
  voltura_housekeeping_total: "Steps of the hourly upkeep by result",
  voltura_housekeeping_last_success: "When every step of the upkeep last went well, seconds since 1970",
  voltura_events_relayed_total: "Events handed on to the jobs engine, tried, by result",
  voltura_events_waiting: "Events not yet handed on",
  voltura_events_dead: "Events given up after refusals",
  voltura_events_lag_seconds: "How long the oldest event has waited",
  voltura_up_seconds: "Seconds since start",
} as const;
export type MetricName = keyof typeof HELP;

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 45];

export function createMetrics() {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];

  // Made when first used: what never happened is absent, not nought.
  const counters = new Map<MetricName, Counter>();
  const gauges = new Map<MetricName, Gauge>();
  const times = new Map<MetricName, Histogram>();
  const of = <T>(known: Map<MetricName, T>, name: MetricName, make: () => T): T => {
    const found = known.get(name) ?? make();
    known.set(name, found);
    return found;
  };
  const described = (name: MetricName, labels: Labels) => ({
    name,
    help: HELP[name],
    labelNames: Object.keys(labels),
    registers,
  });

  return {
    add(name: MetricName, labels: Labels = {}, amount = 1): void {
      of(counters, name, () => new Counter(described(name, labels))).inc(labels, amount);
    },
    set(name: MetricName, labels: Labels, value: number): void {
      of(gauges, name, () => new Gauge(described(name, labels))).set(labels, value);
    },
    /** All of a gauge's label values at once: those that are not named are gone. */
    setAll(name: MetricName, rows: readonly { labels: Labels; value: number }[]): void {
      gauges.get(name)?.reset();
      for (const { labels, value } of rows) this.set(name, labels, value);
    },
    observe(name: MetricName, seconds: number): void {
      of(times, name, () => new Histogram({ ...described(name, {}), buckets: SECONDS })).observe(seconds);
    },
    text: (): Promise<string> => register.metrics(),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
