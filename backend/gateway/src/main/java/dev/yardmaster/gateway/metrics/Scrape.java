package dev.yardmaster.gateway.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * One rendering of all series. What only an instance can have is left out for the others, and so are counts by a label
 * of their own while they are zero.
 */
final class Scrape {
    private static final String[] STATUS_CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final PrometheusText out = new PrometheusText();
    private final List<Series> all;
    private final List<Series> instances;

    Scrape(List<Series> all) {
        this.all = all;
        this.instances =
                all.stream().filter(s -> !s.labels().instance().isEmpty()).toList();
    }

    String write(TableFacts table) {
        requests();
        errors();
        counter("prompt_tokens_total", "Tokens of prompts, as engines reported them.", s -> s.promptTokens);
        counter("cached_prompt_tokens_total", "Prompt tokens that came from an engine's cache.", s -> s.cachedTokens);
        counter("completion_tokens_total", "Tokens of answers, as engines reported them.", s -> s.completionTokens);
        counter("answers_without_usage_total", "Answers that ended without a report of tokens.", s -> s.withoutUsage);
        counter("retries_total", "Requests that went on to another try after this instance.", s -> s.retries);
        cancellations();
        histogram("time_to_first_token_seconds", "From a streamed request to its first token.", s -> s.firstToken);
        histogram("inter_token_latency_seconds", "Between the events of a stream.", s -> s.betweenTokens);
        histogram("request_duration_seconds", "From a request to the end of its answer.", s -> s.duration);
        gauge(table);
        return out.toString();
    }

    private void requests() {
        String name = family("requests_total", "counter", "Requests by the status that the client got, if any.");
        for (Series s : all) {
            for (int i = 0; i < STATUS_CLASSES.length; i++) {
                labelled(name, s, "status", STATUS_CLASSES[i], s.byStatusClass[i]);
            }
        }
    }

    private void errors() {
        String name = family("errors_total", "counter", "What went wrong, tries that were repeated included.");
        for (Series s : all) {
            for (ErrorKind kind : ErrorKind.values()) {
                labelled(name, s, "kind", kind.label(), s.errors[kind.ordinal()]);
            }
        }
    }

    private void cancellations() {
        String name = family("cancellations_total", "counter", "Requests that their client left.");
        for (Series s : all) {
            for (CancelPhase phase : CancelPhase.values()) {
                labelled(name, s, "phase", phase.label(), s.cancellations[phase.ordinal()]);
            }
        }
    }

    private void labelled(String name, Series s, String label, String value, LongAdder count) {
        long sum = count.sum();
        if (sum != 0) {
            out.sample(name, s.labels(), label, value, sum);
        }
    }

    private void counter(String suffix, String help, Function<Series, LongAdder> count) {
        String name = family(suffix, "counter", help);
        instances.forEach(
                s -> out.sample(name, s.labels(), Long.toString(count.apply(s).sum())));
    }

    private void histogram(String suffix, String help, Function<Series, Histogram> histogram) {
        String name = family(suffix, "histogram", help);
        instances.forEach(s -> histogram.apply(s).write(out, name, s.labels()));
    }

    private void gauge(TableFacts table) {
        String name = family("requests_in_flight", "gauge", "Requests that are being answered.");
        instances.forEach(s -> out.sample(name, s.labels(), Long.toString(s.inFlight.sum())));
        plain("ejected_instances", "gauge", "Instances left out because they failed.", table.ejected());
        plain("route_table_version", "gauge", "Version of the route table that is in use.", table.version());
        plain("route_tables_refused_total", "counter", "Route tables that were not usable.", table.refused());
        plain("server_reachable", "gauge", "1 while the server answers.", table.serverAnswers() ? 1 : 0);
        out.sample(
                family("route_table_age_seconds", "gauge", "Since the server last confirmed the route table."),
                PrometheusText.seconds(table.age().toNanos()));
    }

    private void plain(String suffix, String type, String help, long value) {
        out.sample(family(suffix, type, help), Long.toString(value));
    }

    private String family(String suffix, String type, String help) {
        String name = "yard_gateway_" + suffix;
        out.family(name, type, help);
        return name;
    }
}
