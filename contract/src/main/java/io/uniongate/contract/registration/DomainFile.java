package io.uniongate.contract.registration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that WeChat looks for below a domain before it sends people back to it (protocol.md §1.3), such as
 * {@code MP_verify_AbC123.txt}. Its name already says what WeChat puts into it.
 */
public record DomainFile(String name) {
    private static final Pattern NAME = Pattern.compile("MP_verify_([A-Za-z0-9]{1,64})\\.txt");

    public DomainFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of such a file is MP_verify_….txt");
        }
    }

    public String content() {
        Matcher parts = NAME.matcher(name);
        return parts.replaceFirst("$1");
    }

    /** Below the root of the domain. */
    public String path() {
        return "/" + name;
    }
}
