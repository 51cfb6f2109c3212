package dev.yardmaster.server.catalog.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitRulesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "*.log,a.log,true",
                "*.log,sub/a.log,true",
                "*.log,a.logs,false",
                "/a.log,sub/a.log,false",
                "/a.log,a.log,true",
                "build/,build/x/y,true",
                "build/,sub/build/x,true",
                "build/,build,false",
                "build,build/x,true",
                "a/*.txt,a/b.txt,true",
                "a/*.txt,a/b/c.txt,false",
                "a/**/c,a/b/b/c,true",
                "a/**/c,a/c,true",
                "?.txt,ab.txt,false",
                "[ab].txt,b.txt,true",
                "[!ab].txt,b.txt,false",
                "[,x,false",
                "(a+)+$,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab,false"
            })
    void ignored(String pattern, String path, boolean ignored) {
        assertThat(GitRules.ignore(pattern).about(path).orElse(false)).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({"a.log,true", "keep.log,false", "x,false"})
    void theLastRuleSays(String path, boolean ignored) {
        assertThat(GitRules.ignore("# logs\n*.log\n!keep.log\n").about(path).orElse(false))
                .isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({"a.bin,true", "small.bin,false", "x.txt,", "sub/a.bin,true"})
    void attributes(String path, Boolean large) {
        String text = "*.bin filter=lfs diff=lfs merge=lfs -text\nsmall.bin -filter\n*.txt text\n";
        assertThat(GitRules.attributes(text).about(path).orElse(null)).isEqualTo(large);
    }
}
