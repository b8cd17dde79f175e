@NullMarked
package io.uniongate.app.command;

import org.jspecify.annotations.NullMarked;
