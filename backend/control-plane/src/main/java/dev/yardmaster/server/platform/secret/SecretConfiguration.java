package dev.yardmaster.server.platform.secret;

import dev.yardmaster.server.platform.StartFailure;
import dev.yardmaster.server.platform.YardHome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds or makes the master key, and makes sure that it is the one the database knows. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
    private static final String SETTING = "master-key-id";

    @Bean
    SecretBox secretBox(YardHome home, SettingStore settings, @Value("${yard.master-key:}") String given) {
        Path file = home.secrets().resolve("master.key");
        boolean known = settings.find(SETTING).isPresent();
        SecretBox box = new SecretBox(decode(
                given.isBlank() ? fromFile(file, known) : given,
                given.isBlank() ? file.toString() : "YARD_MASTER_KEY"));
        String expected = settings.putIfAbsent(SETTING, box.keyId());
        if (!expected.equals(box.keyId())) {
            throw new StartFailure("The database was written with master key " + expected + ", but this server has "
                    + box.keyId() + "; bring back " + file + " or set YARD_MASTER_KEY.");
        }
        return box;
    }

    private static String fromFile(Path file, boolean known) {
        return SecretFiles.read(file).orElseGet(() -> {
            if (known) {
                throw new StartFailure("The master key is missing: bring back " + file + " or set YARD_MASTER_KEY.");
            }
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            String text = Base64.getEncoder().encodeToString(key);
            SecretFiles.write(file, text);
            return text;
        });
    }

    private static byte[] decode(String text, String where) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == 32) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text
        }
        throw new StartFailure(where + " is no master key; expected 32 bytes in base64.");
    }
}
