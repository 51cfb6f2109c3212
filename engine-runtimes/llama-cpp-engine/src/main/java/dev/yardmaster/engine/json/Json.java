package dev.yardmaster.engine.json;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A JSON value as it was sent. */
public sealed interface Json {
    record Obj(Map<String, Json> fields) implements Json {}

    record Arr(List<Json> items) implements Json {}

    record Text(String value) implements Json {}

    /** A number in the digits it was sent in: reading it as a type is the reader's business. */
    record Num(String digits) implements Json {
        /** The number when it is whole, written without fraction or exponent, and fits. */
        public OptionalLong whole() {
            try {
                return OptionalLong.of(Long.parseLong(digits));
            } catch (NumberFormatException notWhole) {
                return OptionalLong.empty();
            }
        }

        /** The nearest double, unless the number is too large for one. */
        public OptionalDouble finite() {
            double value = Double.parseDouble(digits);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /** The kind of value in words, for messages. */
    default String kind() {
        return switch (this) {
            case Obj _ -> "an object";
            case Arr _ -> "an array";
            case Text _ -> "a string";
            case Num _ -> "a number";
            case Bool _ -> "a boolean";
            case Null _ -> "null";
        };
    }
}
