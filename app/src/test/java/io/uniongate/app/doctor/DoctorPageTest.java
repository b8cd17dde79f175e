package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoctorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "doctor.md");

    @Test
    void isThePageInTheDocuments() throws IOException {
        String page = DoctorPage.page();
        if (Boolean.getBoolean("doctor.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("rewrite the page by the command in its first lines")
                .isEqualTo(page);
    }
}
