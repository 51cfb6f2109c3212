package dev.yardmaster.server.catalog.imports;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of models as people write them. */
public final class Sizes {
    private static final Pattern WRITTEN = Pattern.compile(
            "~?\\s*(\\d{1,15}(?:[.,]\\d{1,6})?)\\s*(k|m|b|t|million|billion|trillion)(?:\\s*(?:params?|parameters))?");
    private static final BigDecimal MOST = new BigDecimal("1e14");

    private Sizes() {}

    /** {@code 8.03B}, {@code 135M}, {@code 1t}, or a plain count of at least a hundred thousand. */
    public static Optional<Long> parameters(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.matches("\\d{6,15}")) {
            return Optional.of(Long.parseLong(plain)).filter(n -> n >= 100_000);
        }
        Matcher matcher = WRITTEN.matcher(plain);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal count = new BigDecimal(matcher.group(1).replace(',', '.'))
                .movePointRight(
                        switch (matcher.group(2).charAt(0)) {
                            case 'k' -> 3;
                            case 'm' -> 6;
                            case 'b' -> 9;
                            default -> 12;
                        });
        return count.signum() <= 0 || count.compareTo(MOST) > 0 ? Optional.empty() : Optional.of(count.longValue());
    }
}
