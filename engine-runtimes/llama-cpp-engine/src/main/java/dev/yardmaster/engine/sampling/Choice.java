package dev.yardmaster.engine.sampling;

import java.util.List;
import java.util.Optional;

/** A chosen token, with log probabilities where they were asked for. */
public record Choice(int token, Optional<Logprobs> logprobs) {

    /** Log probabilities as the model gave them, before bias, penalties and temperature. */
    public record Logprobs(double chosen, List<Alternative> top) {}

    /** One of the most likely tokens. */
    public record Alternative(int token, double logprob) {}
}
