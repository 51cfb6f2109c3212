package dev.yardmaster.server.catalog.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
    private static final String TAG = "\"t\"";

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9,0,9",
        "bytes=5-,5,99",
        "bytes=0-,0,99",
        "bytes=99-,99,99",
        "bytes=90-400,90,99",
        "bytes=-10,90,99",
        "bytes=-400,0,99",
        "'bytes= 1-2 ',1,2"
    })
    void parts(String range, long first, long last) {
        assertThat(ByteRange.of(range, "", TAG, 100)).isEqualTo(new ByteRange.Part(first, last));
        assertThat(ByteRange.of(range, TAG, TAG, 100)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "bytes=-",
        "bytes=9-5",
        "'bytes=0-1,4-5'",
        "lines=0-9",
        "bytes=a-b",
        "bytes=0-99999999999999999999"
    })
    void whatIsNoSingleRangeIsTheWhole(String range) {
        assertThat(ByteRange.of(range, "", TAG, 100)).isEqualTo(new ByteRange.Whole());
    }

    @ParameterizedTest
    @CsvSource({"bytes=100-,100", "bytes=500-600,100", "bytes=0-,0", "bytes=-0,100", "bytes=-5,0"})
    void nothingThere(String range, long size) {
        assertThat(ByteRange.of(range, "", TAG, size)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @ParameterizedTest
    @CsvSource({"'\"other\"'", "'W/\"t\"'", "'Wed, 21 Oct 2015 07:28:00 GMT'"})
    void aChangedFileIsSentWhole(String ifRange) {
        assertThat(ByteRange.of("bytes=5-", ifRange, TAG, 100)).isEqualTo(new ByteRange.Whole());
    }
}
