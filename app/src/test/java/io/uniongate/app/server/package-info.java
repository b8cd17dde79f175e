@NullMarked
package io.uniongate.app.server;

import org.jspecify.annotations.NullMarked;
