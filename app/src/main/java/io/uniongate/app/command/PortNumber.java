package io.uniongate.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port as it is given on the command line; 0 takes a free one. */
final class PortNumber implements ITypeConverter<Integer> {
    private static final int LARGEST = 65_535;

    @Override
    public Integer convert(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > LARGEST) {
            throw new TypeConversionException("'" + value + "' is not a port from 0 to " + LARGEST);
        }
        return Integer.valueOf(value);
    }
}
