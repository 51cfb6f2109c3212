package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bodies that are read as text, whatever charset their header claims: JSON and YAML are UTF-8. */
public final class BodyText {
    private BodyText() {}

    public static String of(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "The body is not UTF-8.");
        }
    }
}
